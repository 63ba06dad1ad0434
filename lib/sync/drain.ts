import { randomUUID } from 'node:crypto';
import type { World } from '../world';
import { claim, countBehind, type Mark } from './mark';
import { reconcile } from './reconcile';

/** How many rows one drain works on at the same time. */
const LANES = 4;

type Options = {
  /** After this many milliseconds no new row is begun. */
  budgetMs: number;
  /** A row that falls due within this many milliseconds is waited for, so that a short delay does not wait for the clock. */
  patienceMs: number;
  only?: { kind: string; id: string };
};

/** Reconciles what is behind until nothing is due. Any number of drains may run at once, here and elsewhere. */
export async function drain(world: World, options: Options): Promise<{ processed: number; behind: number }> {
  const { budgetMs, patienceMs, only } = options;
  const worker = randomUUID();
  const end = Date.now() + budgetMs;
  let processed = 0;
  while (Date.now() < end) {
    const marks = await claim(world, worker, LANES, only);
    await Promise.all(marks.map((mark) => reconcileAlone(world, mark)));
    processed += marks.length;
    if (only) break;
    if (marks.length > 0) continue;
    const { behind, dueInSeconds } = await countBehind(world);
    const wait = (dueInSeconds ?? Infinity) * 1000;
    if (behind === 0 || wait > patienceMs || Date.now() + wait > end) break;
    await new Promise((resolve) => setTimeout(resolve, Math.max(wait, 50)));
  }
  const { behind } = await countBehind(world);
  return { processed, behind };
}

/** A report that cannot be made leaves its row to the next worker, once the lease has ended, and stops no other row. */
async function reconcileAlone(world: World, mark: Mark) {
  try {
    await reconcile(world, mark);
  } catch (error) {
    world.log.error({ mark: `${mark.kind}:${mark.row_id}`, error }, 'an attempt could not be reported');
  }
}
