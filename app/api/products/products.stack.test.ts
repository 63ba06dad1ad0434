import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { faultsOf, TestApi } from '../../../local/test-api';
import { untilSynced } from '../../../local/test-catalogue';
import { callsOf, stripeShows } from '../../../local/test-engine';
import type { TestStack } from '../../../local/test-stack';
import { takeUnits } from '../../../supabase/tests/orders';

let api: TestApi;
let stack: TestStack;
const ask: TestApi['ask'] = (...call) => api.ask(...call);

beforeAll(async () => {
  api = await TestApi.open();
  stack = api.stack;
});
afterAll(() => api.stack.stop());

const SOON = 20_000;
const lamp = { name: 'Lampe Verrière', price: '185.00' };

/** Waits until Stripe shows what the product asks for. */
async function synced(id: string) {
  await vi.waitFor(
    async () => expect(await ask('GET', `/api/products/${id}`)).toMatchObject({ sync: { status: 'synced' } }),
    SOON,
  );
}

test('C3, C13: a product is saved, re-priced, archived, revived and deleted, and Stripe follows by itself', async () => {
  const made = await ask('POST', '/api/products', { body: lamp });
  expect(made).toMatchObject({
    status: 201,
    body: {
      name: 'Lampe Verrière',
      slug: 'lampe-verriere',
      price: '185.00',
      currency: 'eur',
      stock: 1,
      sold: 0,
      held: 0,
      available: 1,
      is_active: true,
      sync: { status: expect.stringMatching(/^(pending|syncing|synced)$/) },
    },
  });
  const id = made.id ?? '';
  await synced(id);
  const shown = () => stripeShows(stack, id, 'product');
  const [product] = (await shown()).products;
  expect(product).toMatchObject({ active: true, metadata: { product_id: id, type: 'product' } });
  await ask('PATCH', `/api/products/${id}`, { body: { price: '170' } });
  await synced(id);
  expect((await shown()).active).toMatchObject([{ unit_amount: 17000 }]);
  await ask('PATCH', `/api/products/${id}`, { body: { is_active: false } });
  await synced(id);
  expect(await shown()).toMatchObject({ products: [{ active: false }], active: [] });
  await ask('PATCH', `/api/products/${id}`, { body: { is_active: true } });
  await synced(id);
  expect(await shown()).toMatchObject({
    products: [{ id: product?.id, active: true }],
    active: [{ unit_amount: 17000 }],
  });
  expect(await ask('POST', `/api/products/${id}/sync`)).toMatchObject({ status: 200 });
  expect(await ask('DELETE', `/api/products/${id}`)).toMatchObject({ status: 204 });
  await vi.waitFor(async () => expect((await shown()).active).toEqual([]), SOON);
  expect(await ask('GET', `/api/products/${id}`)).toMatchObject({ status: 404, code: 'not_found' });
});

test('what is given away is a product without a price, until it costs something', async () => {
  const { id = '' } = await ask('POST', '/api/products', { body: { name: 'Carte postale', price: '0' } });
  await synced(id);
  expect(await stripeShows(stack, id, 'product')).toMatchObject({ products: [{ active: true }], prices: [] });
  await ask('PATCH', `/api/products/${id}`, { body: { price: '2.00' } });
  await synced(id);
  expect((await stripeShows(stack, id, 'product')).active).toMatchObject([{ unit_amount: 200 }]);
  expect(await ask('PATCH', `/api/products/${id}`, { body: { price: '0.00' } })).toMatchObject({
    body: { stripe_price_id: null },
  });
  await synced(id);
  expect((await stripeShows(stack, id, 'product')).active).toEqual([]);
});

test('C10: a product typed in SQL is synced by itself', async () => {
  const [row] = await stack.sql<{ id: string }[]>`
    insert into products (name, price) values ('By hand', 12) returning id`;
  await vi.waitFor(
    async () =>
      expect((await stripeShows(stack, row?.id ?? '', 'product')).active).toMatchObject([
        { unit_amount: 1200 },
      ]),
    SOON,
  );
});

test('C16: the plan shown before saving names exactly the writes that are then made', async () => {
  const full = {
    ...lamp,
    slug: null,
    description: null,
    currency: 'eur',
    stock: 1,
    image_url: null,
    is_active: true,
  };
  const planned = z.looseObject({ steps: z.array(z.looseObject({ does: z.string() })) });
  await untilSynced(stack, SOON);
  const first = planned.parse(await ask('POST', '/api/products/plan', { body: full }));
  let id = '';
  const making = await callsOf(stack, async () => {
    id = (await ask('POST', '/api/products', { body: full })).id ?? '';
    await synced(id);
  });
  expect(making.writes).toHaveLength(first.steps.length);
  const changes = [
    { ...full, price: '200.00' },
    { ...full, stock: 5, slug: 'autre-adresse' },
    { ...full, price: '0' },
    { ...full, is_active: false },
  ];
  for (const change of changes) {
    const { steps } = planned.parse(await ask('POST', `/api/products/${id}/plan`, { body: change }));
    const { writes } = await callsOf(stack, async () => {
      await ask('PATCH', `/api/products/${id}`, { body: change });
      await synced(id);
    });
    expect(writes, JSON.stringify(change)).toHaveLength(steps.length);
  }
});

test('S10: a stock below what is sold and held is refused with the numbers, at its field', async () => {
  const { id = '' } = await ask('POST', '/api/products', { body: { ...lamp, stock: 10 } });
  await takeUnits(stack.sql, id, 3, { isSold: true });
  await takeUnits(stack.sql, id, 2);
  expect(await ask('GET', `/api/products/${id}`)).toMatchObject({
    body: { stock: 10, sold: 3, held: 2, available: 5 },
  });
  const refused = await ask('PATCH', `/api/products/${id}`, { body: { stock: 4 } });
  expect(refused).toMatchObject({ status: 422, code: 'capacity_below_sold' });
  expect(faultsOf(refused)).toEqual([['stock', 'capacity_below_sold']]);
  expect(refused.errors[0]?.detail).toMatch(/3.*2.*5/);
  expect(await ask('PATCH', `/api/products/${id}`, { body: { stock: 5 } })).toMatchObject({
    body: { stock: 5, available: 0 },
  });
});

test('P5: whoever saves a product that has moved on is told, and nothing is overwritten', async () => {
  const { id = '', revision = 0 } = await ask('POST', '/api/products', { body: lamp });
  const save = (name: string) =>
    ask('PATCH', `/api/products/${id}`, { body: { name }, headers: { 'if-match': `"${revision}"` } });
  expect(await save('First')).toMatchObject({ status: 200, revision: revision + 1 });
  expect(await save('Second')).toMatchObject({ status: 412, code: 'changed_meanwhile' });
  expect(await ask('GET', `/api/products/${id}`)).toMatchObject({ name: 'First' });
});

test('POST /api/sync/stripe answers for products as for spaces', async () => {
  const [row] = await stack.sql<{ id: string }[]>`
    insert into products (name, price) values ('Asked for', 12) returning id`;
  const body = { type: 'product', action: 'create', id: row?.id };
  const token = stack.environment.CRON_SECRET ?? '';
  await vi.waitFor(
    async () =>
      expect(await ask('POST', '/api/sync/stripe', { body, token })).toMatchObject({
        status: 200,
        body: {
          success: true,
          status: 'synced',
          stripeProductId: `product_${row?.id}`,
          stripePriceId: expect.stringMatching(/^price_/),
        },
      }),
    SOON,
  );
});

describe('at the door', () => {
  test('P1: nobody but an admin writes a product or reads one with what is sold of it', async () => {
    const { id = '' } = await ask('POST', '/api/products', { body: lamp });
    const calls = [
      ['POST', '/api/products', lamp],
      ['POST', '/api/products/plan', lamp],
      ['GET', `/api/products/${id}`, undefined],
      ['PATCH', `/api/products/${id}`, { name: 'Mine' }],
      ['DELETE', `/api/products/${id}`, undefined],
      ['POST', `/api/products/${id}/sync`, undefined],
      ['POST', `/api/products/${id}/plan`, { delete: true }],
    ] as const;
    for (const [method, path, body] of calls) {
      expect(await ask(method, path, { token: '', body })).toMatchObject({ status: 401 });
      expect(await ask(method, path, { token: api.stranger, body })).toMatchObject({ status: 403 });
    }
  });

  test.each([
    [{ price: '-1' }, 'price', 'negative'],
    [{ price: '' }, 'price', 'required'],
    [{ price: '25.005' }, 'price', 'too_many_decimals'],
    [{ price: '0.10' }, 'price', 'under_minimum'],
    [{ stock: -1 }, 'stock', 'too_small'],
    [{ stock: 1.5 }, 'stock', 'not_a_whole_number'],
    [{ name: ' ' }, 'name', 'required'],
    [{ slug: 'Lampe Verrière' }, 'slug', 'not_a_slug'],
    [{ currency: 'xyz' }, 'currency', 'not_a_currency'],
    [{ image_url: 'nowhere' }, 'image_url', 'not_an_address'],
    [{ sold: 3 }, 'sold', 'unknown_field'],
  ])(
    'case %#: bad input gets its own sentence at its field, and nothing is saved',
    async (fault, field, code) => {
      const [before] = await stack.sql`select count(*) from products`;
      const said = await ask('POST', '/api/products', { body: { ...lamp, ...fault } });
      expect(said).toMatchObject({ status: 422, code: 'bad_input' });
      expect(faultsOf(said)).toEqual([[field, code]]);
      expect(await stack.sql`select count(*) from products`).toEqual([before]);
    },
  );

  test('an address that another product has is refused at its field', async () => {
    await ask('POST', '/api/products', { body: { ...lamp, slug: 'only-one' } });
    const said = await ask('POST', '/api/products', { body: { ...lamp, slug: 'only-one' } });
    expect(said).toMatchObject({ status: 409, code: 'taken' });
    expect(faultsOf(said)).toEqual([['slug', 'taken']]);
  });

  test('an amount is judged by the row’s own currency when only one of them changes', async () => {
    const { id = '' } = await ask('POST', '/api/products', { body: { ...lamp, price: '25.50' } });
    const said = await ask('PATCH', `/api/products/${id}`, { body: { currency: 'jpy' } });
    expect(faultsOf(said)).toEqual([['price', 'too_many_decimals']]);
  });
});
