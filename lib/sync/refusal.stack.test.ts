import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addSpace, callsOf, drainNow, letTimePass, pull, stripeShows, syncOf } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => pull(stack));
afterAll(() => stack.stop());

const amounts = (shown: { active: { unit_amount: number }[] }) =>
  shown.active.map(({ unit_amount }) => unit_amount);

test('C12: a row that Stripe refuses says why at its field, and is not tried again until it changes', async () => {
  const id = await addSpace(stack, { name: 'Salle [stripe-refuses]' });
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({
    status: 'failed',
    error: { code: 'stripe_refused', field: 'name' },
    nextAttemptAt: null,
  });
  const again = await callsOf(stack, async () => {
    await letTimePass(stack);
    await drainNow(stack);
  });
  expect(again).toEqual({ writes: [], reads: [] });
  const [log] = await stack.sql`select status, error_message from stripe_sync_log where entity_id = ${id}`;
  expect(log).toMatchObject({ status: 'failed', error_message: expect.stringMatching(/\S/) });
  const [told] =
    await stack.sql`select level, source, message from application_logs where context ->> 'row_id' = ${id}`;
  expect(told).toEqual({ level: 'error', source: 'sync', message: 'stripe_refused' });
  await stack.sql`update spaces set name = 'Salle' where id = ${id}`;
  expect(await syncOf(stack, id)).toMatchObject({ status: 'pending', error: null });
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('C12: an amount under Stripe’s minimum is refused at its tariff without asking Stripe', async () => {
  const id = await addSpace(stack, { price_per_hour: '25', price_per_day: '0.10' });
  const calls = await callsOf(stack, () => drainNow(stack));
  expect(calls).toEqual({ writes: [], reads: [] });
  expect(await syncOf(stack, id)).toMatchObject({
    status: 'failed',
    error: { code: 'under_minimum', field: 'price_per_day' },
  });
});

test('C14: a product that others made is never written to', async () => {
  const theirs = await stack.world.stripe.products.create({
    name: 'Theirs',
    metadata: { plan: 'gold' },
    default_price_data: { currency: 'eur', unit_amount: 900 },
  });
  const claimed = await stack.world.stripe.products.create({
    name: 'Another row’s',
    metadata: { space_id: '00000000-0000-4000-8000-00000000beef' },
  });
  const id = await addSpace(stack, { name: 'Theirs', price_per_hour: '9' });
  const thief = await addSpace(stack, { name: 'Thief', stripe_product_id: claimed.id });
  const { writes } = await callsOf(stack, async () => {
    await drainNow(stack);
    await stack.sql`delete from spaces where id = ${thief}`;
    await stack.sql`select sync_space_with_stripe(${id})`;
    await drainNow(stack);
  });
  expect(writes.length).toBeGreaterThan(0);
  for (const other of [theirs, claimed]) {
    expect(writes.filter((call) => call.includes(other.id))).toEqual([]);
    expect(await stack.world.stripe.products.retrieve(other.id)).toMatchObject({
      name: other.name,
      active: true,
    });
  }
});

test('a product of the seed’s making, named in the row, is adopted with its price', async () => {
  const product = await stack.world.stripe.products.create({
    name: 'Old name',
    default_price_data: { currency: 'eur', unit_amount: 2500 },
  });
  const id = await addSpace(stack, { name: 'New name', stripe_product_id: product.id });
  await drainNow(stack);
  const { products, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([
    { id: product.id, name: 'New name', default_price: product.default_price },
  ]);
  expect(active).toMatchObject([
    { id: product.default_price, unit_amount: 2500, lookup_key: `space_${id}_hour` },
  ]);
});

test('a product of the seed’s making, found by its metadata, is adopted when Stripe is looked at', async () => {
  const id = '00000000-0000-4000-8000-0000000000aa';
  const product = await stack.world.stripe.products.create({ name: 'Old name', metadata: { space_id: id } });
  await stack.sql`insert into spaces (id, name, price_per_hour) values (${id}, 'New name', 25)`;
  await stack.sql`select sync_space_with_stripe(${id})`;
  await drainNow(stack);
  const { products, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([{ id: product.id, name: 'New name' }]);
  expect(active).toMatchObject([{ unit_amount: 2500 }]);
});

test('“sync now” puts back what somebody changed in Stripe’s dashboard', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  await stack.world.stripe.products.update(`space_${id}`, { name: 'By the dashboard', active: false });
  await stack.sql`select sync_space_with_stripe(${id})`;
  await drainNow(stack);
  expect((await stripeShows(stack, id)).products).toMatchObject([{ name: 'Atelier', active: true }]);
});

test('a product that was deleted in Stripe is made again', async () => {
  const id = await addSpace(stack, { price_per_hour: null });
  await drainNow(stack);
  await stack.world.stripe.products.del(`space_${id}`);
  await stack.sql`update spaces set price_per_hour = 12 where id = ${id}`;
  await drainNow(stack);
  const shown = await stripeShows(stack, id);
  expect(shown.products).toMatchObject([{ active: true }]);
  expect(amounts(shown)).toEqual([1200]);
});
