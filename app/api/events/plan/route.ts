import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { planEvent } from '@/lib/doors/event';
import { eventInput } from '@/lib/schemas/event';

export const POST = adminDoor(eventInput, async ({ db, body }) => ok(await planEvent(db, null, body)), {
  starts: 'nothing',
  organisers: true,
});
