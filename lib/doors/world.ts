import 'server-only';
import { after } from 'next/server';
import { walk } from '../backfill/walk';
import { sweep } from '../checkout/sweep';
import { systemDb } from '../db/system';
import { env } from '../env';
import { log } from '../log';
import { oneAtATime } from '../one-at-a-time';
import { systemStripe } from '../stripe/system';
import { planCatalog } from '../sync/catalog';
import { drain } from '../sync/drain';
import type { World } from '../world';
import { sendAlerts } from './alerts';

/** The outside world with full power: for doors that no person passes, and for work behind a response. */
export function openWorld(): World {
  const db = systemDb();
  return { db, stripe: systemStripe(db), mode: env().stripe.mode, log, random: Math.random };
}

/** How long a drain may go on behind a response. Vercel ends a function after 300 s. */
const BUDGET_MS = 120_000;
/** A row that is due again within this time is waited for; a later one is left to the clock. */
const PATIENCE_MS = 20_000;

/** Work behind a response, one run of it in this process at a time. One that breaks off is followed by the clock's next. */
function behind(work: (world: World) => Promise<unknown>, broke: string) {
  return oneAtATime(async () => {
    try {
      await work(openWorld());
    } catch (error) {
      log.error({ error }, broke);
    }
  });
}

// Each for itself: money that goes back does not wait for a catalogue that is being synced.
const drainOnce = behind(
  (world) => drain(world, { budgetMs: BUDGET_MS, patienceMs: PATIENCE_MS }),
  'a drain broke off; the clock starts the next one',
);
const sweepOnce = behind(sweep, 'a sweep of the orders broke off; the clock starts the next one');

/** Starts a drain and a sweep in this process, or lets those that run go round once more. A lost start costs time, never truth. */
export async function drainSoon(): Promise<void> {
  await Promise.all([drainOnce(), sweepOnce()]);
}

/** Starts a drain behind the response that is about to be sent. */
export function drainBehind() {
  after(drainSoon);
}

/** Plans the run that was just asked for behind the response, and lets the engine make what it starts. */
export function planBehind() {
  after(async () => {
    try {
      await planCatalog(openWorld(), { budgetMs: BUDGET_MS });
    } catch (error) {
      log.error({ error }, 'the planning of a run broke off; the clock goes on with it');
    }
    await drainSoon();
  });
}

/** Goes on with the open run of the backfill behind the response; what is not done in time, the clock goes on with. */
export function walkBehind() {
  after(async () => {
    try {
      const world = openWorld();
      await walk(world, { budgetMs: BUDGET_MS });
      await sendAlerts(world);
    } catch (error) {
      log.error({ error }, 'a walk broke off; the clock goes on with it');
    }
  });
}
