import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { readRun } from '@/lib/queries/sync-run';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await readRun(db, id)));
