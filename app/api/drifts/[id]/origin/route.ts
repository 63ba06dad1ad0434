import { adminDoor, noInput } from '@/lib/doors/admin';
import { gone } from '@/lib/doors/answers';
import { originOf } from '@/lib/doors/drift';

export const POST = adminDoor(
  noInput,
  async ({ id }) => {
    await originOf(id);
    return gone();
  },
  { starts: 'nothing' },
);
