import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';

export const POST = adminDoor(noInput, async ({ db, id }) => {
  const { data } = await db.rpc('sync_mark', { kind: 'product', row_id: id }).throwOnError();
  return ok(data);
});
