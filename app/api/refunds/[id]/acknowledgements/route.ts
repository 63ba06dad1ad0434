import { adminDoor, noInput } from '@/lib/doors/admin';
import { gone } from '@/lib/doors/answers';

export const POST = adminDoor(
  noInput,
  async ({ db, id }) => {
    await db.rpc('refund_acknowledge', { refund_id: id }).throwOnError();
    return gone();
  },
  { starts: 'nothing' },
);
