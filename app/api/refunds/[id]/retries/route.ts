import { adminDoor, noInput } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';

export const maxDuration = 300;

export const POST = adminDoor(noInput, async ({ db, id }) => {
  const { data } = await db.rpc('refund_again', { refund_id: id }).throwOnError();
  return created({ id: data });
});
