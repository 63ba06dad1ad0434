import type { World } from '../world';
import { Walk } from './run';
import { walk } from './walk';

type Options = { budgetMs: number };

/**
 * The daily backfill: opens a run, or joins the one that is open, and walks for so long. @returns what the run has done so far, by
 * all who have worked on it.
 */
export async function backfill(world: World, options: Options) {
  const own = new Walk(world);
  const run = await own.open();
  await walk(world, options);
  const { state, synced, checked, drifted, reads } = await own.state(run);
  world.log.info({ run, state, synced, checked, drifted, reads }, 'walked through what Stripe holds');
  return { success: state !== 'failed', synced, checked, drifted, reads, done: state === 'done' };
}

/** Sees to it that a run which did not happen raises an alert (B6). */
export async function watchBackfill(world: World): Promise<void> {
  await world.db.rpc('backfill_watch', { is_live: world.mode === 'live' }).throwOnError();
}
