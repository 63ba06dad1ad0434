import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { faultsOf, TestApi } from '../../../local/test-api';
import { addEvent, addSeller, eventState } from '../../../local/test-sellers';
import {
  addProduct,
  becomeRefund,
  buy,
  itemsOf,
  product,
  refundsOf,
  sold,
  stripeMoney,
  ticket,
  unitsOf,
} from '../../../local/test-shop';
import { checkInAnswer } from '@/lib/schemas/check-in';
import { sellerOrder } from '@/lib/schemas/order';

let api: TestApi;
const ask: TestApi['ask'] = (...call) => api.ask(...call);

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const nowhere = '5a1e0000-0000-4000-8000-00000000dead';
const refundsPath = (order: string) => `/api/orders/${order}/refunds`;

/** Somebody has bought so many lamps of one kind, of which there were ten. */
async function boughtLamps(quantity: number) {
  const lamp = await addProduct(api.stack, { price: '40.00', stock: 10 });
  const order = await sold(api.stack, [product(lamp, quantity)]);
  const [item] = await itemsOf(api.stack, order);
  return { lamp, order, item: item?.item_id ?? '' };
}

const isGivenBack = (order: string, count: number) =>
  vi.waitFor(async () => {
    const refunds = await refundsOf(api.stack, order);
    expect(refunds.filter(({ status }) => status === 'succeeded')).toHaveLength(count);
  }, 20_000);

/** The app itself tells Stripe of an event; who drains beside it may find the row in its hands. */
const untilOnSale = (event: string) =>
  vi.waitFor(
    async () => expect(await eventState(api.stack, event)).toMatchObject({ status: 'synced' }),
    20_000,
  );

test('units are given back, some of them on sale again, and Stripe gives the money back behind the response', async () => {
  const { lamp, order, item } = await boughtLamps(3);
  const lines = [{ item_id: item, quantity: 1 }];
  const said = await ask('POST', refundsPath(order), { body: { lines, puts_back: false } });
  expect(said.status).toBe(201);
  expect(sellerOrder.parse(said.body)).toMatchObject({
    status: 'paid',
    items: [{ quantity: 3, refunded: 1, returned: 0 }],
    refunds: [{ amount: '40.00', reason: 'asked' }],
  });
  await isGivenBack(order, 1);
  expect(await unitsOf(api.stack, lamp)).toMatchObject({ sold: 3, left: 7 });
  expect((await ask('POST', refundsPath(order), { body: { lines: null, puts_back: true } })).status).toBe(
    201,
  );
  await isGivenBack(order, 2);
  expect(await unitsOf(api.stack, lamp)).toMatchObject({ sold: 1, left: 9 });
  const { body } = await ask('GET', `/api/orders/${order}`);
  expect(sellerOrder.parse(body)).toMatchObject({
    status: 'refunded',
    items: [{ refunded: 3, returned: 2 }],
  });
  const { charge } = await stripeMoney(api.stack);
  expect(charge.some(({ amount, amount_refunded }) => amount === 12_000 && amount_refunded === 12_000)).toBe(
    true,
  );
  const again = await ask('POST', refundsPath(order), { body: { lines: null, puts_back: true } });
  expect(again).toMatchObject({ status: 409, code: 'not_refundable' });
});

test('a refund that makes no sense is refused in words, and nothing goes back', async () => {
  const { order, item } = await boughtLamps(2);
  const units = (quantity: number) => ({ lines: [{ item_id: item, quantity }], puts_back: true });
  for (const quantity of [0, -1, 1.5, 1e12]) {
    const said = await ask('POST', refundsPath(order), { body: units(quantity) });
    expect(said.status, String(quantity)).toBe(422);
  }
  expect(await ask('POST', refundsPath(order), { body: units(3) })).toMatchObject({
    ...{ status: 422, code: 'refund_over_bought' },
    detail: 'Of “Lamp” only 2 can still be refunded.',
  });
  const others = { lines: [{ item_id: nowhere, quantity: 1 }], puts_back: true };
  expect(await ask('POST', refundsPath(order), { body: others })).toMatchObject({
    status: 422,
    code: 'not_of_this_order',
  });
  const empty = await ask('POST', refundsPath(order), { body: { lines: [], puts_back: true } });
  expect(faultsOf(empty)).toEqual([['lines', 'nothing_to_refund']]);
  const odd = await ask('POST', refundsPath(order), { body: { ...units(1), amount: 5 } });
  expect(faultsOf(odd)).toEqual([['amount', 'unknown_field']]);
  expect((await ask('POST', refundsPath(nowhere), { body: units(1) })).status).toBe(404);
  expect((await ask('POST', refundsPath('7'), { body: units(1) })).status).toBe(404);
  expect(await refundsOf(api.stack, order)).toEqual([]);
});

test('a refund that failed at Stripe is done over, or marked as dealt with', async () => {
  const { order } = await boughtLamps(1);
  await ask('POST', refundsPath(order), { body: { lines: null, puts_back: true } });
  await isGivenBack(order, 1);
  const [refund] = await refundsOf(api.stack, order);
  await becomeRefund(api.stack, refund?.stripe_refund_id ?? '', 'failed');
  const failed = await vi.waitFor(async () => {
    const { refunds } = sellerOrder.parse((await ask('GET', `/api/orders/${order}`)).body);
    expect(refunds[0]).toMatchObject({ status: 'failed', needsPerson: true });
    return refunds[0]?.id ?? '';
  }, 20_000);
  // The unit is the buyer's again, so the money is asked for by a refund of its own.
  expect(await ask('POST', `/api/refunds/${failed}/retries`)).toMatchObject({
    status: 409,
    code: 'not_refundable',
  });
  expect((await ask('POST', `/api/refunds/${failed}/acknowledgements`)).status).toBe(204);
  expect((await ask('POST', `/api/refunds/${nowhere}/acknowledgements`)).status).toBe(404);
  expect((await ask('POST', `/api/refunds/${nowhere}/retries`)).status).toBe(404);
  const { body } = await ask('GET', `/api/orders/${order}`);
  expect(sellerOrder.parse(body).refunds[0]).toMatchObject({ status: 'failed', needsPerson: false });
});

test('an open checkout is ended by an admin, and its units are free at once', async () => {
  const lamp = await addProduct(api.stack, { stock: 1 });
  const { orderId } = await buy(api.stack, [product(lamp)]);
  expect(await unitsOf(api.stack, lamp)).toMatchObject({ held: 1, left: 0 });
  const { status, body } = await ask('DELETE', `/api/orders/${orderId}/checkout`);
  expect([status, body]).toMatchObject([200, { status: 'cancelled' }]);
  expect(await unitsOf(api.stack, lamp)).toMatchObject({ held: 0, left: 1 });
});

test('a ticket lets somebody in once, and an unknown code nobody', async () => {
  const event = await addEvent(api.stack, await addSeller(api.stack, 'acct_door'));
  await untilOnSale(event.id);
  const order = await sold(api.stack, [ticket(event.tickets.Full ?? '', 2)]);
  const [code] = await api.stack.sql<{ code: string }[]>`
    select code from ticket_codes where order_id = ${order} order by place`;
  const show = async (shown: unknown) => {
    const said = await ask('POST', '/api/check-ins', { body: { code: shown } });
    return said.status === 200 ? checkInAnswer.parse(said.body) : faultsOf(said);
  };
  expect(await show(code?.code)).toMatchObject({
    outcome: 'checked_in',
    name: 'Full',
    place: 1,
    quantity: 2,
  });
  expect(await show(` ${code?.code.toLowerCase() ?? ''}`)).toMatchObject({
    outcome: 'used_before',
    orderId: order,
  });
  expect(await show('AAAA-AAAA-AAAA')).toEqual({ outcome: 'unknown' });
  expect(await show(' ')).toEqual([['code', 'required']]);
});

test('W7: a failed notice is replayed, alone or with all others, and a handled one changes nothing', async () => {
  const { sql } = api.stack;
  const add = (id: string, state: string) => sql`
    insert into private.stripe_notices (id, type, object_id, is_live, created_at, state, attempts, error)
    values (${id}, 'refund.updated', 're_nowhere', false, now(), ${state}, 16, '{"code": "internal"}')`;
  const states = async () =>
    (
      await sql<
        { state: string }[]
      >`select state from private.stripe_notices where id like 'evt_played%' order by id`
    ).map(({ state }) => state);
  for (const id of ['evt_played1', 'evt_played2', 'evt_played3']) await add(id, 'failed');
  const one = await ask('POST', '/api/notices/replays', { body: { id: 'evt_played1' } });
  expect([one.status, one.body]).toMatchObject([200, { replayed: 1 }]);
  expect((await states()).slice(1)).toEqual(['failed', 'failed']);
  const rest = await ask('POST', '/api/notices/replays', { body: {} });
  expect([rest.status, rest.body]).toMatchObject([200, { replayed: 2 }]);
  await vi.waitFor(async () => expect(await states()).not.toContain('failed'), 20_000);
  expect((await ask('POST', '/api/notices/replays', { body: { id: 'evt_unknown' } })).status).toBe(404);
});

test('P1: a visitor and a stranger are refused everywhere', async () => {
  for (const [method, path] of [
    ['POST', refundsPath(nowhere)],
    ['POST', `/api/refunds/${nowhere}/retries`],
    ['POST', `/api/refunds/${nowhere}/acknowledgements`],
    ['POST', '/api/check-ins'],
    ['POST', '/api/notices/replays'],
    ['DELETE', `/api/orders/${nowhere}/checkout`],
    ['GET', `/api/orders/${nowhere}`],
  ] as const)
    for (const [token, status] of [
      ['', 401],
      [api.stranger, 403],
    ] as const)
      expect((await ask(method, path, { token })).status, `${method} ${path}`).toBe(status);
});
