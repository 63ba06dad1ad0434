import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { priceOf } from '../../local/stripe/contract-subject';
import { clearBackfill, fillStripe, heldBy, loggedOf } from '../../local/test-catalogue-log';
import { callsOf, requestsSince } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { backfill } from './daily';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => clearBackfill(stack));
afterAll(() => stack.stop());

const run = () => backfill(stack.world, { budgetMs: 60_000 });
const YEAR = 365 * 24 * 3600;

test('B3: a run begins where the last good one began, and finds edits, archives and deletions by the events since', async () => {
  const { stripe } = stack.world;
  const [edited, archived, deleted] = [
    await stripe.products.create({
      name: 'Edited',
      default_price_data: { currency: 'eur', unit_amount: 500 },
    }),
    await stripe.products.create({
      name: 'Archived',
      default_price_data: { currency: 'eur', unit_amount: 500 },
    }),
    await stripe.products.create({ name: 'Deleted' }),
  ];
  await run();
  // Days go by in which no run ended well.
  await stack.sql`update private.backfill_parts set as_of = now() - interval '3 days'`;
  await stack.sql`insert into private.backfill_runs (is_live, state, started_at) values (false, 'failed', now())`;
  await stripe.products.update(edited.id, { name: 'Edited since' });
  await stripe.products.update(archived.id, { active: false, default_price: '' });
  await stripe.prices.update(priceOf(archived), { active: false });
  await stripe.products.del(deleted.id);
  const fresh = await stripe.products.create({ name: 'Fresh' });
  const briefly = await stripe.products.create({ name: 'Briefly' });
  await stripe.products.del(briefly.id);
  const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
  expect(await run()).toMatchObject({ done: true, synced: 5 });
  const asked = (await requestsSince(stack, latest)).data.find(({ path }) => path === '/v1/events');
  const from = Math.floor(Date.now() / 1000) - 3 * 24 * 3600 - 300;
  const { gte } = z.object({ gte: z.coerce.number() }).parse(asked?.params.created);
  expect(Math.abs(gte - from)).toBeLessThan(60);
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
  const gone = await stack.sql`select name from stripe_products_log where is_deleted order by name`;
  expect(gone).toEqual([{ name: 'Briefly' }, { name: 'Deleted' }]);
  expect((await loggedOf(stack)).products.map(({ id }) => id)).toContain(fresh.id);
  const [ended] =
    await stack.sql`select ended_at <= read_at as is_told from stripe_prices_log where not active`;
  expect(ended).toEqual({ is_told: true });
});

test('B3: what no event tells of is found within thirty runs, and a run costs few reads', async () => {
  await fillStripe(stack, { products: 600, span_seconds: YEAR });
  await run();
  await stack.sql`update stripe_products_log set name = 'Wrong'`;
  await stack.sql`
    insert into stripe_products_log (stripe_product_id, is_live, name, active, created_at, updated_at, read_at)
    select 'never_' || n, false, 'Never', true, now() - n * interval '50 days', now(), now() from generate_series(0, 6) n`;
  const { reads } = await callsOf(stack, async () => {
    for (let day = 0; day < 30; day += 1) expect(await run()).toMatchObject({ done: true });
  });
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
  const gone = await stack.sql`select stripe_product_id from stripe_products_log where is_deleted`;
  expect(gone).toHaveLength(7);
  expect(reads.length / 30).toBeLessThan(8);
});

test('B3: after more than the 30 days that Stripe keeps events, everything is read again', async () => {
  await fillStripe(stack, { products: 20 });
  await run();
  await stack.sql`update private.backfill_parts set as_of = now() - interval '30 days'`;
  expect(await run()).toMatchObject({ checked: 20, done: true });
});
