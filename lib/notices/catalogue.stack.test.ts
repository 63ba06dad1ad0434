import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { priceOf } from '../../local/stripe/contract-subject';
import { clearBackfill, heldBy, loggedOf } from '../../local/test-catalogue-log';
import { addSpace, callsOf, drainNow } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { settleNotices } from './settle';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(async () => {
  await clearBackfill(stack);
  await stack.sql`delete from spaces`;
  await stack.sql`delete from private.sync_marks`;
});
afterAll(() => stack.stop());

const default_price_data = { currency: 'eur', unit_amount: 2500 };
const event = z.object({ id: z.string(), type: z.string(), created: z.number() });

/** The notices of everything that has happened at Stripe, oldest first. */
async function happened() {
  const { data } = await stack.world.stripe.events.list({ limit: 100 });
  return data
    .filter(({ type }) => /^(product|price)\./.test(type))
    .map((each) => ({
      ...event.parse(each),
      object: z.object({ id: z.string() }).parse(each.data.object).id,
    }))
    .reverse();
}

/** Lets notices arrive and be acted on one after the other. */
async function arrive(notices: Awaited<ReturnType<typeof happened>>) {
  for (const { id, type, object } of notices) {
    await stack.sql`select notice_keep(${id}, ${type}, null, ${object}, false, now())`;
    await settleNotices(stack.world);
  }
}

test('W3: notices of products and prices in any order, and each twice, end in what Stripe shows', async () => {
  const { stripe } = stack.world;
  const made = await stripe.products.create({ name: 'Lamp', default_price_data });
  await stripe.products.update(made.id, { name: 'Lamp, blue' });
  await stripe.products.update(made.id, { active: false, default_price: '' });
  await stripe.prices.update(priceOf(made), { active: false });
  const gone = await stripe.products.create({ name: 'Gone' });
  await stripe.products.update(gone.id, { name: 'Gone soon' });
  const logged = await happened();
  const told = logged.map(({ type }) => type);
  expect(new Set(told).size).toBe(4);
  for (const order of [logged, logged.toReversed(), [...logged.slice(3), ...logged.slice(0, 3), ...logged]]) {
    await arrive(order);
    await stack.sql`update private.stripe_notices set state = 'waiting', next_attempt_at = now()`;
    await settleNotices(stack.world);
    expect(await loggedOf(stack)).toEqual(await heldBy(stack));
    await stack.sql`delete from private.stripe_notices`;
    await stack.sql`delete from stripe_products_log`;
    await stack.sql`delete from stripe_prices_log`;
  }
});

test('W3: what is deleted stays deleted, also when its making is told of last', async () => {
  const { stripe } = stack.world;
  const gone = await stripe.products.create({ name: 'Gone' });
  await arrive(await happened());
  await stripe.products.del(gone.id);
  const all = await happened();
  await stack.sql`delete from private.stripe_notices`;
  await arrive(all.toReversed());
  const rows = await stack.sql`select stripe_product_id as id, is_deleted from stripe_products_log`;
  expect(rows).toEqual([{ id: gone.id, is_deleted: true }]);
});

test('what we write ourselves is logged by its notices, and marks nothing again', async () => {
  const id = await addSpace(stack, { price_per_day: '100' });
  await drainNow(stack);
  const marks = () => stack.sql`select wanted, synced, seen, synced_at from private.sync_marks`;
  const before = await marks();
  const { writes, reads } = await callsOf(stack, async () => {
    await arrive(await happened());
    await drainNow(stack);
  });
  expect(writes).toEqual([]);
  expect(reads.length).toBeLessThanOrEqual(1 + (await happened()).length);
  expect(await marks()).toEqual(before);
  const rows = await stack.sql`select kind, row_id, project, type from stripe_products_log`;
  expect(rows).toEqual([{ kind: 'space', row_id: id, project: 'tandem', type: 'coworking_space' }]);
  expect(await loggedOf(stack)).toEqual(await heldBy(stack));
});

test('W3: what we write ourselves is never taken for drift, in whatever order its notices come', async () => {
  const drifts = () => stack.sql`select row_id, field, ours, theirs from private.drifts`;
  const tariffs = async () =>
    z
      .array(z.object({ tariff: z.string(), sold: z.boolean() }))
      .parse(
        await stack.sql`select price ->> 'tariff' as tariff, (price ->> 'isOnSale')::boolean as sold
          from jsonb_array_elements(shop_catalog() -> 'spaces') space, jsonb_array_elements(space -> 'prices') price`,
      )
      .filter(({ sold }) => sold)
      .map(({ tariff }) => tariff);
  type Notices = Awaited<ReturnType<typeof happened>>;
  const known = new Set<string>();
  /** What has happened since this was asked last. */
  const news = async () => {
    const found = (await happened()).filter(({ id }) => !known.has(id));
    for (const { id } of found) known.add(id);
    return found;
  };
  const arriveAll = async (ordered: (notices: Notices) => Notices) => {
    const told = await news();
    expect(told.length).toBeGreaterThan(2);
    for (const notice of ordered(told)) {
      await arrive([notice]);
      expect(await drifts()).toEqual([]);
      expect(await tariffs()).toEqual(['hour', 'half_day', 'day']);
    }
  };
  const orders = [
    (notices: Notices) => notices,
    (notices: Notices) => notices.toReversed(),
    (notices: Notices) => [...notices.slice(2), ...notices.slice(0, 2)],
  ];
  for (const ordered of orders) {
    await news();
    const id = await addSpace(stack, { price_per_half_day: '60', price_per_day: '100' });
    await drainNow(stack);
    await arriveAll(ordered);
    await stack.sql`update spaces set price_per_hour = 30, price_per_day = 120 where id = ${id}`;
    await drainNow(stack);
    await arriveAll(ordered);
    // Somebody else's change is seen at once after that.
    await stack.world.stripe.products.update(`space_${id}`, { name: 'Garage' });
    await arrive(await news());
    expect(await drifts()).toMatchObject([{ row_id: id, field: 'name', theirs: 'Garage' }]);
    await stack.sql`delete from spaces`;
    await drainNow(stack);
  }
});
