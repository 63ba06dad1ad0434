import { cpus } from 'node:os';
import { addEvents } from '../local/test-catalogue';
import { pull } from '../local/test-engine';
import { addSeller } from '../local/test-sellers';
import { startTestStack, type TestStack } from '../local/test-stack';
import { measure } from './engine';
import { print, watchProcessors } from './figures';
import { Meter, perSecond } from './meter';
import { startStripe } from './stripe';

const ROWS = 2000;
/** Synced before, so that what is measured is no start of the database, its API and the emulator. */
const ROWS_BEFORE = 200;
const LATENCY_MS = 150;
/** Of the limit, in the worst account. */
const WANTED_SHARE = 0.95;

/** How much of Stripe's limit the engine uses when many new rows wait: for one account, and for four at once. */
export async function benchRates() {
  for (const accounts of [1, 4]) for (const limit of [25, 100]) await benchRate(accounts, limit);
}

async function benchRate(accounts: number, limit: number) {
  const stripe = await startStripe();
  const stack = await startTestStack({ stripeUrl: stripe.url });
  const ids = await addAccounts(stack, accounts);
  await fill(stack, ids, 1000, ROWS_BEFORE);
  await measure('drain', stack.environment);
  await fill(stack, ids, limit, ROWS);
  await pull(stack, {
    latency_ms: LATENCY_MS,
    rate_per_second: ids.map((id) => ({ rate: limit, account: id === 'platform' ? 'acct_platform' : id })),
  });
  const busy = watchProcessors();
  const { counted } = await measure('drain', stack.environment);
  const loads = Object.values(counted.loads);
  const share = Math.min(...loads.map((load) => perSecond(load, LATENCY_MS))) / limit;
  const limited = loads.reduce((sum, load) => sum + load.limited, 0);
  const calls = loads.reduce((sum, load) => sum + load.answered, 0);
  const whose = accounts === 1 ? 'one account' : `each of ${accounts} accounts`;
  print(
    `${ROWS} new rows in ${whose}, calls a second`,
    (share * limit).toFixed(1),
    `limit ${limit}/s: ${share.toFixed(3)} of it, wanted ${WANTED_SHARE}; ${limited} of ${calls} calls told 429`,
  );
  print(
    '… database round trips per row',
    (counted.databaseTrips / (ROWS * accounts)).toFixed(2),
    'claims, reads, budgets and reports, shared by rows that are in hand together',
  );
  print(
    '… processors busy, with the database and the emulator',
    `${Math.round(100 * busy())} %`,
    `of ${cpus().length}; near 100 % the machine is the limit, not the engine`,
  );
  await stack.stop();
  await stripe.stop();
}

async function addAccounts(stack: TestStack, many: number): Promise<string[]> {
  const { stripe } = new Meter(stack.environment).world;
  const others = Array.from({ length: many - 1 }, () => stripe.accounts.create({ type: 'express' }));
  return ['platform', ...(await Promise.all(others)).map(({ id }) => id)];
}

/** New spaces on the platform's account, new events of one ticket type on each other one, and its limit in the budget, for the whole account as for each endpoint. */
async function fill(stack: TestStack, accounts: string[], limit: number, rows: number) {
  const { sql } = stack;
  for (const account of accounts) {
    await sql`
      insert into private.stripe_budgets (account, mode, calls_per_second, endpoint_calls_per_second)
      values (${account}, 'test', ${limit}, ${limit})
      on conflict (account, mode) do update set calls_per_second = ${limit}, endpoint_calls_per_second = ${limit}`;
    if (account === 'platform')
      await sql`insert into spaces (name, price_per_hour) select 'Desk ' || n, 10 from generate_series(1, ${rows}::int) n`;
    else await addEvents(stack, rows, await addSeller(stack, account));
  }
}
