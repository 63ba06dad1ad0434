import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { retryRequest } from '@/lib/schemas/sync';

export const maxDuration = 300;

export const POST = adminDoor(retryRequest.prefault({}), async ({ db, body }) => {
  if ('kind' in body) {
    await db.rpc('sync_mark', { kind: body.kind, row_id: body.id }).throwOnError();
    return ok({ retried: 1 });
  }
  const { data } = await db.rpc('sync_retry_all').throwOnError();
  return ok({ retried: data });
});
