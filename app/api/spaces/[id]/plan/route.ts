import { z } from 'zod';
import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { planFor } from '@/lib/doors/plan';
import { spaceInput } from '@/lib/schemas/space';

const deletion = z.strictObject({ delete: z.literal(true) });

export const POST = adminDoor(
  spaceInput.or(deletion),
  async ({ db, id, body }) => ok(await planFor(db, 'space', id, 'delete' in body ? null : { ...body, id })),
  { starts: 'nothing' },
);
