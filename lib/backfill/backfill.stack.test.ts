import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  clearBackfill,
  dyingAfter,
  fillStripe,
  heldBy,
  loggedOf,
  pagesAsked,
  writesOf,
} from '../../local/test-catalogue-log';
import { callsOf, pull, requestsSince, worldOver } from '../../local/test-engine';
import { withoutProtection } from '../../local/test-protection';
import { addSeller, setAccount } from '../../local/test-sellers';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { backfill, watchBackfill } from './daily';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => clearBackfill(stack));
afterAll(() => stack.stop());

const budgetMs = 60_000;
const run = (world = stack.world) => backfill(world, { budgetMs });
const YEAR = 365 * 24 * 3600;

const letLeasesEnd = () => stack.sql`
  update private.backfill_windows set lease_until = now() - interval '1 second' where lease_until is not null`;

test('B1: the daily run alone makes the log complete, in every account; a second run writes nothing', async () => {
  await fillStripe(stack, { products: 1234, span_seconds: YEAR });
  await addSeller(stack, 'acct_1seller');
  await fillStripe(stack, { products: 130, account: 'acct_1seller' });
  const { stripe } = stack.world;
  const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key_${at}`, `value ${at}`]));
  const odd = await stripe.products.create({ name: ' ', metadata });
  for (const amount of [500, 700])
    await stripe.prices.create({ product: odd.id, currency: 'isk', unit_amount: amount });
  const old = await stripe.prices.create({ product: odd.id, currency: 'eur', unit_amount: 900 });
  await stripe.prices.update(old.id, { active: false });
  expect(await run()).toMatchObject({ success: true, synced: 1365, checked: 1365, drifted: 0, done: true });
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
  expect(await loggedOf(stack, 'acct_1seller')).toEqual(await heldBy(stack, 'acct_1seller'));
  const written = await writesOf(stack);
  expect(await run()).toMatchObject({ success: true, synced: 0, done: true });
  expect(await stack.sql`select error from private.backfill_parts where error is not null`).toEqual([]);
  await stack.sql`update private.backfill_parts set as_of = now() - interval '40 days'`;
  expect(await run()).toMatchObject({ success: true, synced: 0, checked: 1365, done: true });
  expect(await writesOf(stack)).toEqual(written);
});

test('B2: each window has seen as many products as the log holds of it, ties within one second included', async () => {
  await fillStripe(stack, { products: 450 });
  await fillStripe(stack, { products: 1500, account: 'acct_platform', span_seconds: 0 });
  await run();
  const windows =
    await stack.sql`select seen::int, logged::int from private.backfill_windows where object = 'product'`;
  expect(windows.every(({ seen, logged }) => seen === logged)).toBe(true);
  expect((await loggedOf(stack)).products).toHaveLength(1950);
});

test('B2: stopped at any page, it is continued without gap or repeat', async () => {
  await fillStripe(stack, { products: 620, span_seconds: YEAR });
  const whole = await callsOf(stack, () => run());
  for (const calls of [1, 2, 5, 9]) {
    await stack.sql`delete from private.backfill_runs`;
    await stack.sql`delete from stripe_products_log`;
    await stack.sql`delete from stripe_prices_log`;
    const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
    void run(dyingAfter(stack, calls));
    await expect
      .poll(() => stack.sql`select sum(pages)::int as pages from private.backfill_windows`, {
        timeout: 20_000,
      })
      .toEqual([{ pages: calls }]);
    await letLeasesEnd();
    expect(await run()).toMatchObject({ done: true, synced: 620 });
    expect(await loggedOf(stack)).toEqual(await heldBy(stack));
    const asked = await pagesAsked(stack, latest);
    expect(new Set(asked).size).toBe(asked.length);
    // Windows are split by who is free: a few pages more or less.
    expect(asked.length).toBeLessThan(whole.reads.length + 8);
  }
});

test('B2: two clocks that call at once make one run, which reads every page once', async () => {
  await fillStripe(stack, { products: 900, span_seconds: YEAR });
  const both = async () => {
    const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
    await Promise.all([run(), run(worldOver(stack, fetch))]);
    const asked = await pagesAsked(stack, latest);
    expect(new Set(asked).size).toBe(asked.length);
  };
  await both();
  expect(await stack.sql`select state from private.backfill_runs`).toEqual([{ state: 'done' }]);
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
  await stack.sql`delete from private.backfill_runs`;
  // The twin: where a lease binds nobody else, both read the same pages.
  const part = '(free.lease_until is null or free.lease_until < now())';
  const by = 'free.leased_by is distinct from worker';
  await withoutProtection(stack.sql, { name: 'private.take_window', part, by }, async () => {
    await expect(both()).rejects.toThrow();
  });
});

test('B2: what is made while a run goes on is found by it', async () => {
  await fillStripe(stack, { products: 350, span_seconds: YEAR });
  let isMade = false;
  const busy = worldOver(stack, async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (url.includes('starting_after') && !isMade) {
      isMade = true;
      await stack.world.stripe.products.create({ id: 'made_meanwhile', name: 'Meanwhile' });
    }
    return fetch(input, init);
  });
  expect(await run(busy)).toMatchObject({ done: true, synced: 351 });
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
});

test('B4: every read is counted against the budget, and a run leaves a tenth of the month to the engine', async () => {
  await fillStripe(stack, { products: 420, span_seconds: YEAR });
  const { reads } = await callsOf(stack, () => run());
  const [budget] = await stack.sql`select reads::int from private.stripe_budgets where account = 'platform'`;
  expect(budget).toEqual({ reads: reads.length });
  await stack.sql`update private.stripe_budgets set reads_per_month = ${Math.floor(reads.length / 0.9)}`;
  const none = await callsOf(stack, async () => {
    expect(await run()).toMatchObject({ success: false, done: false });
  });
  expect(none.reads).toEqual([]);
  const [part] = await stack.sql`select error from private.backfill_parts where state = 'failed'`;
  expect(part).toEqual({ error: { code: 'reads_spent' } });
});

test('what Stripe holds from before its rules is logged as it is: no name, a currency that nobody knows', async () => {
  const { stripe } = stack.world;
  const odd = await stripe.products.create({ id: 'odd', name: 'Odd', description: 'Of long ago' });
  const price = await stripe.prices.create({ product: odd.id, currency: 'usd', unit_amount: 1234 });
  const old = worldOver(stack, async (input, init) => {
    const answer = await fetch(input, init);
    if (!String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl)) return answer;
    const text = (await answer.text())
      .replaceAll(/"name": ?"Odd"/g, '"name": ""')
      .replaceAll(/"usd"/g, '"xxq"');
    return new Response(text, answer);
  });
  expect(await run(old)).toMatchObject({ success: true, done: true, synced: 1 });
  expect(await stack.sql`select stripe_product_id, name, description from stripe_products_log`).toEqual([
    { stripe_product_id: 'odd', name: '', description: 'Of long ago' },
  ]);
  expect(await stack.sql`select stripe_price_id, currency, unit_amount::int from stripe_prices_log`).toEqual([
    { stripe_price_id: price.id, currency: 'xxq', unit_amount: 1234 },
  ]);
});

test('B6: with Stripe down a run ends as failed and says so; the next one goes on from its place', async () => {
  await fillStripe(stack, { products: 700, span_seconds: YEAR });
  let calls = 0;
  const failing = worldOver(stack, (input, init) => {
    const isStripe = String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl);
    if (isStripe && ++calls > 6) throw new TypeError('fetch failed');
    return fetch(input, init);
  });
  const broken = await run(failing);
  expect(broken).toMatchObject({ success: false, done: false });
  expect(await stack.sql`select what from private.alerts`).toEqual([{ what: 'backfill_failed' }]);
  const [part] = await stack.sql`select error ->> 'code' as code from private.backfill_parts`;
  expect(part).toEqual({ code: 'stripe_unreachable' });
  const [kept] = await stack.sql`select count(*)::int as products from stripe_products_log`;
  const done = await run();
  expect(done).toMatchObject({ success: true, done: true });
  expect(kept?.products).toBeGreaterThan(0);
  expect(broken.synced + done.synced).toBe(700);
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
});

test('B6: a run that did not happen within 26 hours raises an alert, once a day', async () => {
  const alerts = () => stack.sql`select what from private.alerts`;
  await watchBackfill(stack.world);
  expect(await alerts()).toEqual([]);
  await stack.sql`update private.backfill_watches set since = now() - interval '27 hours'`;
  await watchBackfill(stack.world);
  await watchBackfill(stack.world);
  expect(await alerts()).toEqual([{ what: 'backfill_missing' }]);
  await run();
  await stack.sql`update private.backfill_watches set alerted_at = now() - interval '25 hours'`;
  await watchBackfill(stack.world);
  expect(await alerts()).toHaveLength(1);
});

test('an account that keeps us out fails by itself, is shown, and the others go on', async () => {
  await addSeller(stack, 'acct_1gone');
  await addSeller(stack, 'acct_1stays');
  await setAccount(stack, 'acct_1gone', { is_deauthorised: true });
  await fillStripe(stack, { products: 3, account: 'acct_1stays' });
  expect(await run()).toMatchObject({ success: true, done: true, synced: 3 });
  const parts =
    await stack.sql`select account, state, error ->> 'code' as code from private.backfill_parts order by account`;
  expect(parts).toEqual([
    { account: 'acct_1gone', state: 'failed', code: 'account_refuses' },
    { account: 'acct_1stays', state: 'done', code: null },
    { account: 'platform', state: 'done', code: null },
  ]);
  expect(await stack.sql`select what from private.alerts`).toEqual([]);

  // What is known to keep us out is not asked again, and is shown all the same.
  await stack.sql`update private.stripe_accounts set access = 'withdrawn' where account = 'acct_1gone'`;
  const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
  expect(await run()).toMatchObject({ success: true, done: true });
  const asked = new Set((await requestsSince(stack, latest)).data.map(({ account }) => account));
  expect(asked).toEqual(new Set(['acct_platform', 'acct_1stays']));
  expect(
    await stack.sql`select state, error ->> 'code' as code from private.backfill_parts
      where account = 'acct_1gone' order by started_at desc limit 1`,
  ).toEqual([{ state: 'failed', code: 'account_refuses' }]);
});

test('a limit that Stripe sets during a run slows it down and fails nothing', async () => {
  await fillStripe(stack, { products: 250, span_seconds: YEAR });
  await pull(stack, { rate_limit_next: 7 });
  expect(await run()).toMatchObject({ success: true, done: true, synced: 250 });
});
