import { z } from 'zod';
import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { planEvent } from '@/lib/doors/event';
import { eventInput } from '@/lib/schemas/event';

const deletion = z.strictObject({ delete: z.literal(true) });

export const POST = adminDoor(
  deletion.or(eventInput),
  async ({ db, id, body }) => ok(await planEvent(db, id, 'delete' in body ? null : body)),
  { starts: 'nothing', organisers: true },
);
