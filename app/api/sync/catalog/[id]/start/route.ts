import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';

export const maxDuration = 300;

export const POST = adminDoor(noInput, async ({ db, id }) => {
  const { data } = await db.rpc('sync_run_start', { run: id }).throwOnError();
  return ok(data);
});
