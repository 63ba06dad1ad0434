import { z } from 'zod';
import type { World } from '../world';

/** Removes what the logs keep for longer than 90 days, batch by batch. @returns how many lines are gone. */
export async function pruneLogs(
  world: World,
  { budgetMs, batch = 1000 }: { budgetMs: number; batch?: number },
): Promise<number> {
  const endsAt = Date.now() + budgetMs;
  let total = 0;
  for (;;) {
    const { data } = await world.db.rpc('prune_logs', { batch }).throwOnError();
    const pruned = z.number().parse(data);
    total += pruned;
    // What is left when the time is up is the next day's.
    if (pruned === 0 || Date.now() > endsAt) return total;
  }
}
