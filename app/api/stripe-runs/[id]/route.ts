import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { readStripeRun } from '@/lib/queries/stripe-run';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await readStripeRun(db, id)));
