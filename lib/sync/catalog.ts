import { kinds } from '../kinds/registry.gen';
import type { World } from '../world';
import { planPage, PAGE_ROWS } from './catalog-page';
import { judge } from './failure';
import { onAccount } from './mark';
import { PlannedRun, RunLost, type RunPart } from './run';
import { priceSeen } from './seen';

/** How often a planning that Stripe asks to slow down goes on by itself before it is left to the clock. */
const DELAYS = 20;
const DELAY_MS = 1000;

type Options = { budgetMs: number };

/**
 * Plans the run over the whole catalogue, if one waits for it: reads what Stripe shows of every row, a hundred at a time,
 * and keeps what would have to be written. Nothing is written to Stripe here. Answers whether there was a run to plan.
 */
export async function planCatalog(world: World, { budgetMs }: Options): Promise<boolean> {
  const run = await PlannedRun.claim(world);
  if (!run) return false;
  const end = Date.now() + budgetMs;
  for (let delays = 0; ; delays += 1) {
    try {
      const parts = await findParts(world, run);
      const shortage = shortageOf(parts);
      if (!shortage) await planParts(world, run, parts, end);
      await run.ready(shortage);
      return true;
    } catch (error) {
      if (error instanceof RunLost) return true;
      if (error instanceof OutOfTime) {
        await run.release();
        return true;
      }
      const { result, error: told } = judge(error, { fields: {} });
      if (result === 'delayed' && delays < DELAYS) {
        await new Promise((resolve) => setTimeout(resolve, DELAY_MS));
        continue;
      }
      world.log.warn({ run: run.id, error }, 'a run could not be planned');
      await run.ready({ code: told.code, detail: told.detail });
      return true;
    }
  }
}

class OutOfTime extends Error {}

/** The reads of the month are not for a sweep to use up: what the engine must look at goes first. */
function shortageOf(parts: RunPart[]) {
  for (const account of new Set(parts.map((part) => part.account))) {
    const own = parts.filter((part) => part.account === account);
    const rows = own.reduce((sum, part) => sum + part.rows, 0);
    // A hundred products a read, and about as many prices.
    const reads = 2 * Math.ceil(rows / 100);
    const left = own[0]?.reads_left ?? 0;
    if (reads > left)
      return {
        code: 'reads_spent',
        detail: `About ${reads} reads are needed in ${account}; ${left} are left this month.`,
      };
  }
  return undefined;
}

/** What there is to plan, after rows without a mark have been given theirs. */
async function findParts(world: World, run: PlannedRun): Promise<RunPart[]> {
  if (!run.reached.marks?.is_done) {
    for (const [kind, { table, key }] of Object.entries(kinds))
      await world.db.rpc('sync_mark_missing', { kind, table_name: table, key }).throwOnError();
    await run.note({ reached: { marks: { after: null, is_done: true } } });
  }
  return run.parts();
}

async function planParts(world: World, run: PlannedRun, parts: RunPart[], end: number) {
  const checkTime = () => {
    if (Date.now() > end) throw new OutOfTime();
  };
  const accounts = [...new Set(parts.map(({ account }) => account))];
  // The accounts side by side: each has a limit of its own.
  const done = await Promise.allSettled(
    accounts.map(async (account) => {
      await readPrices(world, run, account, checkTime);
      for (const { kind } of parts.filter((part) => part.account === account))
        await planRows(world, run, account, kind, checkTime);
    }),
  );
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}

/** Reads every active price of an account, a page after the other: Stripe knows no other order. */
async function readPrices(world: World, run: PlannedRun, account: string, checkTime: () => void) {
  const part = `prices ${account}`;
  let place = run.reached[part] ?? { after: null, is_done: false };
  while (!place.is_done) {
    checkTime();
    const { data, has_more } = await world.stripe.prices.list(
      { active: true, limit: 100, ...(place.after === null ? {} : { starting_after: place.after }) },
      onAccount(account),
    );
    place = { after: data.at(-1)?.id ?? place.after, is_done: !has_more };
    const prices = data.map((price) => ({
      account,
      product: typeof price.product === 'string' ? price.product : price.product.id,
      price: priceSeen(price),
    }));
    await run.note({ reads: 1, prices, reached: { [part]: place } });
  }
}

async function planRows(world: World, run: PlannedRun, account: string, kind: string, checkTime: () => void) {
  const part = `rows ${account} ${kind}`;
  let place = run.reached[part] ?? { after: null, is_done: false };
  while (!place.is_done) {
    checkTime();
    const page = await run.page(account, kind, place.after, PAGE_ROWS);
    const { rows, reads } = await planPage(world, account, kind, page);
    place = { after: page.at(-1)?.row_id ?? place.after, is_done: page.length < PAGE_ROWS };
    await run.note({ reads, rows, reached: { [part]: place } });
  }
}
