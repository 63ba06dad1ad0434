import { startTestStack, type TestStack } from '../local/test-stack';
import { measure } from './engine';
import { print } from './figures';
import { Meter } from './meter';
import { startStripe } from './stripe';

const SIZES = [100, 1000, 10_000];

type Cost = { ms: number; trips: number; calls: number };

/** What a row costs, whether there are many of them or few, without a limit and without latency: the engine alone. */
export async function benchCosts() {
  const stripe = await startStripe();
  const stack = await startTestStack({ stripeUrl: stripe.url });
  // No limit: what is measured is the machine, not Stripe.
  await stack.sql`insert into private.stripe_budgets
    (account, mode, calls_per_second, endpoint_calls_per_second, reads_per_month)
    values ('platform', 'test', 200, 200, 1000000)`;
  await stack.sql`update private.stripe_budgets set calls_per_second = 400, endpoint_calls_per_second = 400`;
  let first: Cost | undefined;
  let held = 0;
  for (const size of SIZES) {
    const cost = await syncNew(stack, size - held);
    held = size;
    first ??= cost;
    print(
      `Cost of a new row, with ${size} rows in all`,
      `${cost.ms.toFixed(1)} ms`,
      `${(cost.ms / first.ms).toFixed(2)} times that with ${SIZES[0]}; ${cost.trips.toFixed(2)} database round trips, ${cost.calls.toFixed(2)} Stripe calls`,
    );
  }
  await benchCatalog(stack, held);
  await stack.stop();
  await stripe.stop();
}

async function syncNew({ sql, environment }: TestStack, rows: number): Promise<Cost> {
  await sql`insert into spaces (name, price_per_hour) select 'Desk ' || n, 10 from generate_series(1, ${rows}) n`;
  const { counted, ms } = await measure('drain', environment);
  const calls = counted.reads + counted.writes;
  return { ms: ms / rows, trips: counted.databaseTrips / rows, calls: calls / rows };
}

/** A run over the whole catalogue when nothing is to be done. */
async function benchCatalog({ environment }: TestStack, rows: number) {
  await new Meter(environment).world.db.rpc('sync_run_open', { starts: true }).throwOnError();
  const { counted, ms, peakMiB } = await measure('plan', environment);
  print(
    `A run over ${rows} rows that need nothing`,
    `${(ms / 1000).toFixed(1)} s`,
    `${((1000 * rows) / ms).toFixed(0)} rows a second`,
  );
  print(
    '… Stripe calls',
    `${counted.writes} writes, ${counted.reads} reads`,
    `0 writes; ${(2 * rows) / 100} reads are the fewest possible, at a hundred objects each`,
  );
  print(
    '… database round trips',
    String(counted.databaseTrips),
    `${(counted.databaseTrips / rows).toFixed(3)} per row`,
  );
  print('… peak memory of the engine', `${peakMiB} MiB`, 'no limit');
}
