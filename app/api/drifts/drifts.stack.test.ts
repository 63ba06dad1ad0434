import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { faultsOf, TestApi } from '../../../local/test-api';
import { driftOf, driftWords, logStripe, replacePrice } from '../../../local/test-drift';
import { stripeShows } from '../../../local/test-engine';
import { addProduct } from '../../../local/test-shop';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const nowhere = '5a1e0000-0000-4000-8000-00000000dead';
const decide = (ids: string[], decision: string, token?: string) =>
  api.ask('POST', '/api/drifts/decisions', {
    body: { ids, decision },
    ...(token === undefined ? {} : { token }),
  });

/** The drift of a row in these fields; Stripe tells the app of it too, which compares at its own pace. */
const driftIn = (id: string, name: string, fields: string[]) =>
  vi.waitFor(async () => {
    const found = await driftOf(api.stack, id);
    expect(found.map(({ field }) => field)).toEqual(fields);
    expect(found.find(({ field }) => field === 'name')?.theirs).toBe(name);
    return found;
  }, 20_000);

/** A lamp that somebody has renamed and made dearer at Stripe. */
async function driftedLamp() {
  const { stack } = api;
  const id = await addProduct(stack, { name: 'Lamp' });
  await stack.world.stripe.products.update(`product_${id}`, { name: 'Lantern' });
  await replacePrice(stack, `product_${id}`, 5500);
  await logStripe(stack);
  const drifts = await driftIn(id, 'Lantern', ['name', 'price.unit']);
  return { id, drifts, ids: drifts.map((drift) => drift.id) };
}

/** What Stripe shows in the end, with nothing left to be told. */
const ends = (id: string, name: string, amount: number) =>
  vi.waitFor(async () => {
    const { products, active } = await stripeShows(api.stack, id, 'product');
    expect([products[0]?.name, active.map(({ unit_amount }) => unit_amount)]).toEqual([name, [amount]]);
    expect(await driftWords(api.stack, id)).toEqual([]);
  }, 20_000);

test('B5: each field is put back, adopted or accepted by a route, many at once', async () => {
  const back = await driftedLamp();
  expect(await decide(back.ids, 'put_back')).toMatchObject({ status: 200, body: { done: 1, failed: [] } });
  await ends(back.id, 'Lamp', 4000);

  const adopted = await driftedLamp();
  expect(await decide(adopted.ids, 'adopt')).toMatchObject({ status: 200, body: { done: 2, failed: [] } });
  await ends(adopted.id, 'Lantern', 5500);
  expect(
    await api.stack.sql`select name, price::text as price from products where id = ${adopted.id}`,
  ).toEqual([{ name: 'Lantern', price: '55.000' }]);

  const accepted = await driftedLamp();
  expect(await decide(accepted.ids, 'accept')).toMatchObject({ status: 200, body: { done: 2, failed: [] } });
  expect((await driftOf(api.stack, accepted.id)).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
});

test('what a row has no place for, or refuses, is told field by field, and stops nothing else', async () => {
  const { id, drifts } = await driftedLamp();
  const { stripe } = api.stack.world;
  const name = 'L'.repeat(200);
  await stripe.products.update(`product_${id}`, {
    name,
    images: ['https://a.test/1.png', 'https://a.test/2.png'],
  });
  await logStripe(api.stack);
  const all = await driftIn(id, name, ['images', 'name', 'price.unit']);
  const { body } = await decide(
    all.map((drift) => drift.id),
    'adopt',
  );
  expect(body).toMatchObject({
    done: 1,
    failed: expect.arrayContaining([
      { id: all.find(({ field }) => field === 'name')?.id, code: 'wrong_length' },
      { id: all.find(({ field }) => field === 'images')?.id, code: 'not_adoptable' },
    ]),
  });
  expect(drifts).toHaveLength(2);
  await ends(id, 'Lamp', 5500);
});

test('who changed a field is found out on demand', async () => {
  const { id, ids } = await driftedLamp();
  expect((await api.ask('POST', `/api/drifts/${ids[0] ?? ''}/origin`)).status).toBe(204);
  expect((await driftOf(api.stack, id))[0]?.changed_by?.event).toMatch(/^evt_/);
});

test('a product that is nobody’s becomes a row', async () => {
  const made = await api.stack.world.stripe.products.create({
    name: 'Stool',
    default_price_data: { unit_amount: 4500, currency: 'eur' },
  });
  await logStripe(api.stack);
  const adopt = () => api.ask('POST', '/api/products/adoptions', { body: { stripeProductId: made.id } });
  const said = await adopt();
  expect(said.status).toBe(201);
  await vi.waitFor(async () => {
    const { products } = await stripeShows(api.stack, said.id ?? '', 'product');
    expect(products.map(({ id }) => id)).toEqual([made.id]);
  }, 20_000);
  expect(await adopt()).toMatchObject({ status: 404, code: 'not_found' });
});

test('a decision that makes no sense is refused at its field', async () => {
  expect(faultsOf(await decide([nowhere], 'forget'))).toEqual([['decision', 'not_an_option']]);
  expect(faultsOf(await decide([], 'accept'))).toEqual([['ids', 'required']]);
  expect(await decide([nowhere], 'put_back')).toMatchObject({ status: 200, body: { done: 0 } });
});

test('P1: a visitor and a stranger are refused everywhere', async () => {
  for (const [path, body] of [
    ['/api/drifts/decisions', { ids: [nowhere], decision: 'accept' }],
    [`/api/drifts/${nowhere}/origin`, {}],
    ['/api/products/adoptions', { stripeProductId: 'prod_x' }],
  ] as const)
    for (const [token, status] of [
      ['', 401],
      [api.stranger, 403],
    ] as const)
      expect((await api.ask('POST', path, { token, body })).status, path).toBe(status);
});
