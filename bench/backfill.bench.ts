import { cpus } from 'node:os';
import { setBudget } from '../local/test-catalogue';
import { fillStripe } from '../local/test-catalogue-log';
import { pull } from '../local/test-engine';
import { startTestStack } from '../local/test-stack';
import { measure } from './engine';
import { print, watchProcessors } from './figures';
import { perSecond } from './meter';
import { startStripe } from './stripe';

const LATENCY_MS = 150;
const YEAR_SECONDS = 365 * 24 * 3600;
const DEFAULT_SIZES = '1000,10000,100000';

/**
 * The daily backfill over accounts of several sizes, the first time and once more over everything, which writes nothing. Each
 * product has one price, which is listed too. BENCH_SIZES names other sizes, BENCH_RATES other limits.
 */
export async function bench() {
  const numbers = (text: string) => text.split(',').map(Number);
  for (const limit of numbers(process.env.BENCH_RATES ?? '25,100'))
    for (const products of numbers(process.env.BENCH_SIZES ?? DEFAULT_SIZES))
      await benchSize(products, limit);
}

async function benchSize(products: number, limit: number) {
  const stripe = await startStripe();
  const stack = await startTestStack({ stripeUrl: stripe.url });
  await fillStripe(stack, { products, span_seconds: YEAR_SECONDS });
  await setBudget(stack, 'platform', limit);
  await stack.sql`update private.stripe_budgets set endpoint_calls_per_second = ${limit}, reads_per_month = 1000000`;
  await pull(stack, { latency_ms: LATENCY_MS, rate_per_second: { rate: limit, account: 'acct_platform' } });
  for (const which of ['first run', 'second run']) {
    // The second one reads everything again, as after a gap of 30 days.
    await stack.sql`update private.backfill_parts set as_of = now() - interval '40 days'`;
    const busy = watchProcessors();
    const { counted, ms, peakMiB } = await measure('backfill', stack.environment);
    const load = Object.values(counted.loads)[0];
    const fewest = 2 * Math.ceil(products / 100);
    const pace = load ? perSecond(load, LATENCY_MS) : 0;
    const share = busy();
    print(
      `${products} products at ${limit}/s, ${which}: products a second`,
      String(Math.round((1000 * products) / ms)),
      `one page at a time would be ${Math.round(50_000 / LATENCY_MS)}/s, without any cost of its own`,
    );
    print(
      '… calls',
      String(counted.reads),
      `fewest possible ${fewest}, for products and prices: ${(counted.reads / fewest).toFixed(2)} times that; ${load?.limited ?? 0} told 429`,
    );
    print(
      '… calls a second',
      pace.toFixed(1),
      `${Math.round((100 * pace) / limit)} % of the limit; processors ${Math.round(100 * share)} % busy of ${cpus().length}`,
    );
    print('… peak memory', `${peakMiB} MiB`, 'flat: a page for each window that is open');
    const [last] = await stack.sql<{ synced: string }[]>`
      select synced from private.backfill_parts order by started_at desc limit 1`;
    print(
      '… database round trips',
      String(counted.databaseTrips),
      `rows found new or changed: ${last?.synced ?? 0}`,
    );
  }
  await stack.stop();
  await stripe.stop();
}
