import { z } from 'zod';
import { readAccounts } from '../accounts/read';
import { problemOf } from '../errors';
import type { World } from '../world';
import type { Answer } from './answer';
import { notices } from './registry.gen';

const claimed = z.array(
  z.object({
    id: z.string(),
    type: z.string(),
    account: z.string().nullable(),
    object_id: z.string().nullable(),
    attempts: z.number(),
  }),
);
type Waiting = z.infer<typeof claimed>[number];

/** What is done about a type of notice; nothing for a type that nobody here listens to. */
export function answerTo(type: string): Answer | undefined {
  return Object.entries(notices).find(([name]) => name === type)?.[1];
}

/** Acts on the notices that wait, each by itself: one that fails is tried again later and stops no other. */
export async function settleNotices(world: World): Promise<void> {
  for (;;) {
    const { data } = await world.db.rpc('notice_claim', { is_live: world.mode === 'live' }).throwOnError();
    const waiting = claimed.parse(data);
    if (waiting.length === 0) return;
    await Promise.all(waiting.map((notice) => settle(world, notice)));
    // What a notice asked to be read is read before its next one is looked for.
    await readAccounts(world);
  }
}

async function settle(world: World, { id, type, account, object_id, attempts }: Waiting) {
  let error: { code: string; detail: string } | undefined;
  try {
    await answerTo(type)?.(world, { id: object_id ?? '', account });
  } catch (thrown) {
    const { code } = problemOf(thrown);
    error = { code, detail: thrown instanceof Error ? thrown.message : String(thrown) };
    world.log.warn({ notice: id, type, attempts, error: thrown }, 'a notice could not be acted on');
  }
  await world.db
    .rpc('notice_finish', { id, ...(error ? { error: JSON.stringify(error) } : {}) })
    .throwOnError();
}
