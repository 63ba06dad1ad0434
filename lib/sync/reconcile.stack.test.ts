import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addSpace, callsOf, drainNow, pull, stripeShows, syncOf, worldOver } from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { currencies, decimalsOf, fromMinor } from '../money';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => pull(stack));
afterAll(() => stack.stop());

const amounts = (shown: { active: { unit_amount: number }[] }) =>
  shown.active.map(({ unit_amount }) => unit_amount);

test('a new space with one tariff takes two writes and no read; its ids are written back', async () => {
  const id = await addSpace(stack);
  const { writes, reads } = await callsOf(stack, () => drainNow(stack));
  expect(writes).toEqual(['POST /v1/products', expect.stringMatching(/^POST \/v1\/prices\/price_/)]);
  expect(reads).toEqual([]);
  const { products, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([
    {
      id: `space_${id}`,
      active: true,
      name: 'Atelier',
      metadata: { space_id: id, type: 'coworking_space', capacity: '1' },
    },
  ]);
  expect(active).toMatchObject([{ unit_amount: 2500, currency: 'eur', lookup_key: `space_${id}_hour` }]);
  const [row] = await stack.sql`select stripe_product_id, stripe_price_id from spaces where id = ${id}`;
  expect(row).toEqual({ stripe_product_id: `space_${id}`, stripe_price_id: active[0]?.id });
});

test('C2: a second sync without an edit makes no write, whatever the values look like', async () => {
  const ids = [
    await addSpace(stack, {
      name: '  Salle   Ünïcode  ',
      description: '  two\r\nlines  ',
      price_per_hour: '0025.5',
    }),
    await addSpace(stack, {
      name: 'ALL CAPS',
      price_per_hour: '25.000',
      price_per_day: '25',
      currency: 'usd',
    }),
    await addSpace(stack, {
      name: 'No price',
      price_per_hour: null,
      description: '',
      image_url: 'https://example.com/ä b'.replace(' ', '%20'),
    }),
    await addSpace(stack, { name: 'Free', price_per_hour: '0', currency: 'jpy' }),
  ];
  await drainNow(stack);
  for (const id of ids) expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
  const { writes } = await callsOf(stack, async () => {
    // A look is asked for, so that Stripe itself is compared and not our memory of it.
    for (const id of ids) await stack.sql`select sync_space_with_stripe(${id})`;
    await drainNow(stack);
  });
  expect(writes).toEqual([]);
  const saved = await callsOf(stack, async () => {
    await stack.sql`update spaces set name = name, price_per_hour = price_per_hour where id in ${stack.sql(ids)}`;
    await drainNow(stack);
  });
  expect(saved).toEqual({ writes: [], reads: [] });
});

test('a rename takes one write', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  const { writes, reads } = await callsOf(stack, async () => {
    await stack.sql`update spaces set name = 'Studio' where id = ${id}`;
    await drainNow(stack);
  });
  expect({ writes, reads }).toEqual({ writes: [`POST /v1/products/space_${id}`], reads: [] });
});

test('C3: a price change creates the new price, makes it the default, then archives the old one', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  const old = (await stripeShows(stack, id)).active[0];
  const { writes, reads } = await callsOf(stack, async () => {
    await stack.sql`update spaces set price_per_hour = 30 where id = ${id}`;
    await drainNow(stack);
  });
  expect(writes).toEqual(['POST /v1/prices', `POST /v1/products/space_${id}`, `POST /v1/prices/${old?.id}`]);
  expect(reads).toEqual([]);
  const { products, prices, active } = await stripeShows(stack, id);
  expect(active).toMatchObject([{ unit_amount: 3000, id: products[0]?.default_price }]);
  expect(prices.find((price) => price.id === old?.id)).toMatchObject({ active: false });
});

test('C4: amount A, then B, then A again brings the archived price of A back; prices stay bounded', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  const first = (await stripeShows(stack, id)).active[0];
  for (const amount of [30, 25, 30, 25, 30, 25]) {
    await stack.sql`update spaces set price_per_hour = ${amount} where id = ${id}`;
    await drainNow(stack);
  }
  const { prices, active } = await stripeShows(stack, id);
  expect(active).toMatchObject([{ id: first?.id, unit_amount: 2500 }]);
  expect(prices).toHaveLength(2);
});

test('C6: a change that lands while its row is being synced is synced too', async () => {
  const id = await addSpace(stack, { name: 'Before' });
  let isChanged = false;
  const world = worldOver(stack, async (input, init) => {
    const isStripe = String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl);
    const answer = await fetch(input, init);
    if (isStripe && !isChanged) {
      isChanged = true;
      await stack.sql`update spaces set name = 'After', price_per_hour = 40 where id = ${id}`;
    }
    return answer;
  });
  await drainNow(stack, world);
  expect(isChanged).toBe(true);
  const shown = await stripeShows(stack, id);
  expect(shown.products).toMatchObject([{ name: 'After' }]);
  expect(amounts(shown)).toEqual([4000]);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('C10: a row changed by plain SQL, with nobody told, is synced at the next drain', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  await stack.sql`alter table private.sync_marks disable trigger _900_poke`;
  await stack.sql`update spaces set name = 'By hand' where id = ${id}`;
  await stack.sql`alter table private.sync_marks enable trigger _900_poke`;
  expect(await syncOf(stack, id)).toMatchObject({ status: 'pending' });
  await drainNow(stack);
  expect((await stripeShows(stack, id)).products).toMatchObject([{ name: 'By hand' }]);
});

test('C11: what is marked as synced is what Stripe shows, field by field', async () => {
  const id = await addSpace(stack, {
    name: 'Salle Bellecour',
    description: 'Une salle',
    capacity: 8,
    image_url: 'https://example.com/bellecour.jpg',
    price_per_day: '170.00',
    price_per_month: '900.00',
  });
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced', stripeProductId: `space_${id}` });
  const shown = await stripeShows(stack, id);
  expect(shown.products).toMatchObject([
    {
      name: 'Salle Bellecour',
      description: 'Une salle',
      images: ['https://example.com/bellecour.jpg'],
      metadata: { space_id: id, type: 'coworking_space', capacity: '8' },
    },
  ]);
  const named = shown.active.map(({ lookup_key, unit_amount }) => [lookup_key, unit_amount]);
  expect(Object.fromEntries(named)).toEqual({
    [`space_${id}_hour`]: 2500,
    [`space_${id}_day`]: 17000,
    [`space_${id}_month`]: 90000,
  });
});

test('C11: an answer that is not what was asked for is not called synced', async () => {
  const id = await addSpace(stack);
  const world = worldOver(stack, async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    const answer = await fetch(input, init);
    if (url !== `${stack.stripeUrl}/v1/products` || init?.method !== 'POST') return answer;
    return new Response((await answer.text()).replace('"Atelier"', '"Atelier!"'), answer);
  });
  await drainNow(stack, world);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'failed', error: { code: 'stripe_differs' } });
});

test('C13: deleting a row archives its product and prices and keeps the history', async () => {
  const id = await addSpace(stack, { price_per_day: '100' });
  await drainNow(stack);
  await stack.sql`delete from spaces where id = ${id}`;
  await drainNow(stack);
  const { products, prices, active } = await stripeShows(stack, id);
  expect(products).toMatchObject([{ active: false, default_price: null }]);
  expect(prices).toHaveLength(2);
  expect(active).toEqual([]);
  const log = await stack.sql`select action from stripe_sync_log where entity_id = ${id} order by created_at`;
  expect(log.map(({ action }) => String(action))).toEqual(['create', 'delete']);
});

test('C13: making an archived row active again revives the same product and the same prices', async () => {
  const id = await addSpace(stack, { price_per_day: '100' });
  await drainNow(stack);
  const before = await stripeShows(stack, id);
  await stack.sql`update spaces set is_active = false where id = ${id}`;
  await drainNow(stack);
  expect((await stripeShows(stack, id)).active).toEqual([]);
  await stack.sql`update spaces set is_active = true where id = ${id}`;
  await drainNow(stack);
  const after = await stripeShows(stack, id);
  expect(after.products).toMatchObject([{ id: before.products[0]?.id, active: true }]);
  expect(new Set(after.active.map((price) => price.id))).toEqual(
    new Set(before.active.map((price) => price.id)),
  );
});

test('C15: amounts survive the way to Stripe and back in every currency', async () => {
  const made = new Map<string, string>();
  for (const currency of currencies) {
    const amount = decimalsOf(currency) === 0 ? '12345' : '12345.67';
    made.set(await addSpace(stack, { name: currency, currency, price_per_hour: amount }), amount);
  }
  await drainNow(stack);
  const shown = new Map<string, string>();
  for await (const price of stack.world.stripe.prices.list({ active: true, limit: 100 })) {
    shown.set(price.metadata.space_id ?? '', fromMinor(price.unit_amount ?? -1, price.currency));
  }
  for (const [id, amount] of made) expect(shown.get(id), id).toBe(amount);
});
