import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { NEW_ID, planFor } from '@/lib/doors/plan';
import { spaceInput } from '@/lib/schemas/space';

export const POST = adminDoor(
  spaceInput,
  async ({ db, body }) => ok(await planFor(db, 'space', null, { ...body, id: NEW_ID })),
  { starts: 'nothing' },
);
