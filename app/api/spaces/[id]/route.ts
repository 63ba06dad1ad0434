import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { changeDoor, deleteDoor } from '@/lib/doors/row';
import { spaces } from '@/lib/queries/space';
import { spaceChange, spaceInput, toInput } from '@/lib/schemas/space';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await spaces.read(db, id)));

export const PATCH = changeDoor({
  table: 'spaces',
  read: spaces.read,
  change: spaceChange,
  input: spaceInput,
  toInput,
});

export const DELETE = deleteDoor('spaces');
