import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { adoptAll } from '@/lib/doors/drift';
import { decisionInput } from '@/lib/schemas/drift';

export const maxDuration = 300;

export const POST = adminDoor(decisionInput, async ({ db, body: { ids, decision } }) => {
  if (decision === 'adopt') return ok(await adoptAll(db, ids));
  const name = decision === 'accept' ? 'drift_accept' : 'drift_put_back';
  const { data } = await db.rpc(name, { ids }).throwOnError();
  return ok({ done: Number(data), failed: [] });
});
