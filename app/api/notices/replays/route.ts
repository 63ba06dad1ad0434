import { adminDoor } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { replayInput } from '@/lib/schemas/notice';

export const maxDuration = 300;

export const POST = adminDoor(replayInput, async ({ db, body }) => {
  if (body.id !== undefined) {
    await db.rpc('notice_replay', { id: body.id }).throwOnError();
    return ok({ replayed: 1 });
  }
  const { data } = await db.rpc('notice_replay_failed').throwOnError();
  return ok({ replayed: data });
});
