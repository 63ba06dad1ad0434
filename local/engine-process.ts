import { createInterface } from 'node:readline';
import { systemDb } from '../lib/db/system';
import { log } from '../lib/log';
import { systemStripe } from '../lib/stripe/system';
import { drain } from '../lib/sync/drain';
import type { World } from '../lib/world';
import { engineOrder } from './engine-orders';
import { engineWorld } from './engine-world';

// The engine as a process of its own, for tests that end it for real. It waits for one order on its standard input, and
// tells nothing but its end: 0 when it has done what it was told, SIGKILL when it has died.

/**
 * A `fetch` that ends this process at its n-th boundary: before a call is sent, or after it has been answered and before
 * the answer is read. It counts the boundaries, so that a new call of the engine is a new place to die at.
 */
function mortalFetch(diesAt: number): typeof fetch {
  let boundaries = 0;
  const step = () => {
    if (boundaries++ === diesAt) process.kill(process.pid, 'SIGKILL');
  };
  return async (input, init) => {
    step();
    const answer = await fetch(input, init);
    step();
    return answer;
  };
}

/** How often one who drains for ever looks for rows when there are none. */
const LOOK_EVERY_MS = 250;

/**
 * Drains until somebody ends the process, over the clients of the app. A drain that breaks off is followed by the next one,
 * as the clock would do it.
 */
async function drainForEver(): Promise<never> {
  const db = systemDb();
  const stripe = systemStripe(db);
  const world: World = { db, stripe, mode: 'test', log, random: Math.random };
  for (;;) {
    await drain(world, { budgetMs: 60_000, patienceMs: 60_000 }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function obey(line: string) {
  const order = engineOrder.parse(JSON.parse(line));
  if (order.does === 'drain for ever') return drainForEver();
  const world = engineWorld(process.env, mortalFetch(order.dies_at));
  await drain(world, { budgetMs: 30_000, patienceMs: 0 });
  process.exit(0);
}

log.level = 'silent';
const orders = createInterface({ input: process.stdin });
// Whoever started this process has ended: nobody would end it any more.
orders.once('close', () => process.exit(1));
orders.once('line', (line) => void obey(line));
