import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drainNow, pull, worldOver } from '../../local/test-engine';
import { addEvent, addSeller } from '../../local/test-sellers';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { sweep } from './sweep';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
afterEach(() => pull(stack));

const { product, ticket } = shop;

describe('a purchase', () => {
  test('holds first, is paid where the seller is paid, and sells the unit', async () => {
    const lamp = await shop.addProduct(stack);
    const { orderId, url, orderKey, expiresAt } = await shop.buy(stack, [product(lamp)]);
    expect(url).toContain(stack.stripeUrl);
    expect(orderKey.length).toBeGreaterThan(30);
    expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 0, held: 1, left: 0 });
    const { sessions } = await shop.stripeMoney(stack);
    expect(sessions[0]).toMatchObject({ amount_total: 4000, metadata: { order_id: orderId } });
    const [held] = await stack.sql<{ margin: number }[]>`
      select extract(epoch from min(expires_at) - ${expiresAt}::timestamptz)::int as margin
      from private.holds where order_id = ${orderId}`;
    expect(held?.margin).toBeGreaterThan(60);
    await shop.pay(stack, orderId);
    expect(await shop.settleOrder(stack, orderId)).toBe('paid');
    expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 1, held: 0, left: 0 });
    expect(await shop.refusalOf(shop.buy(stack, [product(lamp)]))).toEqual({
      code: 'sold_out',
      items: [['items.0', 'sold_out']],
    });
  });

  test('of tickets is on the seller’s account, with the platform’s fee, and gives each ticket a code', async () => {
    const seller = await addSeller(stack, 'acct_fee');
    await stack.sql`update organisations set fee_percent = 2.5 where organisation_id = ${seller}`;
    const event = await addEvent(stack, seller, [{ name: 'Full', price: '25.00' }]);
    await drainNow(stack);
    const order = await shop.sold(stack, [ticket(event.tickets.Full ?? '', 3)]);
    const { sessions, payment_intent } = await shop.stripeMoney(stack, 'acct_fee');
    expect(sessions).toMatchObject([{ amount_total: 7500, metadata: { order_id: order } }]);
    expect(payment_intent).toMatchObject([{ application_fee_amount: 187 }]);
    const codes = await stack.sql<
      { code: string }[]
    >`select code from ticket_codes where order_id = ${order}`;
    expect(new Set(codes.map(({ code }) => code)).size).toBe(3);
    for (const { code } of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    await shop.askRefund(stack, order, null);
    expect((await shop.stripeMoney(stack)).application_fee).toMatchObject([
      { amount: 187, amount_refunded: 187 },
    ]);
  });

  test('of what is given away is there at once, without Stripe', async () => {
    const seller = await addSeller(stack, 'acct_free');
    const event = await addEvent(stack, seller, [{ name: 'Child', price: '0', total_capacity: 2 }]);
    await drainNow(stack);
    const { orderId, url } = await shop.buy(stack, [ticket(event.tickets.Child ?? '', 2)]);
    expect(url).toContain(`/orders/${orderId}?key=`);
    expect((await shop.orderOf(stack, orderId)).status).toBe('paid');
    expect((await shop.stripeMoney(stack, 'acct_free')).sessions).toEqual([]);
    expect(await shop.unitsOf(stack, event.tickets.Child ?? '')).toMatchObject({ sold: 2, left: 0 });
  });

  test('of time in a space takes the tariff that is named, or its first one', async () => {
    const [space] = await stack.sql<{ id: string }[]>`
      insert into spaces (name, price_per_hour, price_per_day) values ('Desk', 5, 24) returning id`;
    await drainNow(stack);
    const id = space?.id ?? '';
    await shop.buy(stack, [{ kind: 'space', id, quantity: 2, tariff: 'day' }]);
    await shop.buy(stack, [{ kind: 'space', id, quantity: 1 }]);
    const totals = (await shop.stripeMoney(stack)).sessions.map(({ amount_total }) => amount_total);
    expect(totals).toEqual(expect.arrayContaining([4800, 500]));
  });
});

describe('what cannot be bought', () => {
  test('S12: what is archived, unpublished, over, unknown or not yet in Stripe is refused by name', async () => {
    const seller = await addSeller(stack, 'acct_refused');
    const over = await addEvent(stack, seller, undefined, {
      event_start: '2020-01-01',
      event_end: '2020-01-02',
    });
    const hidden = await addEvent(stack, seller, undefined, { is_published: false });
    const archived = await shop.addProduct(stack, { is_active: false });
    await drainNow(stack);
    const [fresh] = await stack.sql<{ id: string }[]>`
      insert into products (name, price) values ('Unsynced', 5) returning id`;
    const cart = [
      product(archived),
      product(fresh?.id ?? ''),
      product('5a1e0000-0000-4000-8000-00000000dead'),
    ];
    expect((await shop.refusalOf(shop.buy(stack, cart))).items).toEqual([
      ['items.0', 'not_on_sale'],
      ['items.1', 'not_in_stripe'],
      ['items.2', 'unknown_item'],
    ]);
    const tickets = [ticket(over.tickets.Full ?? ''), ticket(hidden.tickets.Full ?? '')];
    expect(await shop.refusalOf(shop.buy(stack, tickets))).toEqual({
      code: 'not_for_sale',
      items: [
        ['items.0', 'is_over'],
        ['items.1', 'not_on_sale'],
      ],
    });
    // An id of another kind is unknown there.
    expect((await shop.refusalOf(shop.buy(stack, [ticket(archived)]))).items).toEqual([
      ['items.0', 'unknown_item'],
    ]);
  });

  test('A4: tickets of an account that has taken its leave are not sold', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_left'), undefined);
    await drainNow(stack);
    await stack.sql`update private.stripe_accounts set access = 'withdrawn' where account = 'acct_left'`;
    expect((await shop.refusalOf(shop.buy(stack, [ticket(event.tickets.Full ?? '')]))).items).toEqual([
      ['items.0', 'seller_not_ready'],
    ]);
  });

  test('S11: what costs something else than was shown, or than Stripe shows, is refused with the new price', async () => {
    const lamp = await shop.addProduct(stack, { stock: 9 });
    const shown = { ...product(lamp), price: '40.00', currency: 'eur' };
    await shop.buy(stack, [shown]);
    await stack.sql`update products set price = 45 where id = ${lamp}`;
    expect((await shop.refusalOf(shop.buy(stack, [shown]))).code).toBe('price_changed');
    // The row says 45 by now, Stripe still 40.
    expect((await shop.refusalOf(shop.buy(stack, [product(lamp)]))).items).toEqual([
      ['items.0', 'not_in_stripe'],
    ]);
    await drainNow(stack);
    await shop.buy(stack, [{ ...shown, price: '45.00' }]);
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 2 });
  });

  test('a cart of several sellers, or currencies, is more than one checkout', async () => {
    const lamp = await shop.addProduct(stack, { stock: 9 });
    const dollars = await shop.addProduct(stack, { stock: 9, currency: 'usd' });
    const event = await addEvent(stack, await addSeller(stack, 'acct_mixed'), undefined);
    await drainNow(stack);
    const mixed = [product(lamp), ticket(event.tickets.Full ?? '')];
    expect((await shop.refusalOf(shop.buy(stack, mixed))).code).toBe('mixed_sellers');
    expect((await shop.refusalOf(shop.buy(stack, [product(lamp), product(dollars)]))).code).toBe(
      'mixed_currencies',
    );
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 0 });
  });
});

describe('S3: a checkout that Stripe does not open', () => {
  test('for certain, holds nothing', async () => {
    const lamp = await shop.addProduct(stack);
    await pull(stack, { refuse_paths: { path: '/v1/checkout/sessions', message: 'No.' } });
    expect((await shop.refusalOf(shop.buy(stack, [product(lamp)]))).code).toBe('not_for_sale');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 0, left: 1 });
  });

  test('or of which the answer is lost, is found and paid; nobody is sent to a second one', async () => {
    for (const fault of ['reset_after', 'fail_after', 'reset_before', 'fail_before'] as const) {
      const lamp = await shop.addProduct(stack);
      await pull(stack, { [fault]: { next: 1, method: 'POST', path: '/v1/checkout/sessions' } });
      const { orderId } = await shop.buy(stack, [product(lamp)]);
      const { sessions } = await shop.stripeMoney(stack);
      expect([fault, sessions.filter(({ metadata }) => metadata?.order_id === orderId).length]).toEqual([
        fault,
        1,
      ]);
      await shop.pay(stack, orderId);
      expect(await shop.settleOrder(stack, orderId)).toBe('paid');
    }
  });

  test('while it is down, keeps its hold until it is known that nobody can pay', async () => {
    const lamp = await shop.addProduct(stack);
    await pull(stack, { down: true });
    expect((await shop.refusalOf(shop.buy(stack, [product(lamp)]))).code).toBe('unavailable');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 1 });
    await pull(stack);
    await stack.sql`update orders set look_at = now() where status = 'open' and stripe_session_id is null`;
    await sweep(stack.world);
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 0, left: 1 });
  });

  test('but has made all the same, is ended before its units are free', async () => {
    const lamp = await shop.addProduct(stack);
    // Stripe makes the session, and is heard of no more.
    let isLost = false;
    const world = worldOver(stack, async (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      if (!address.startsWith(stack.stripeUrl)) return fetch(input, init);
      const answer = isLost ? undefined : await fetch(input, init);
      isLost = true;
      throw new TypeError('fetch failed', { cause: answer });
    });
    expect((await shop.refusalOf(shop.buy(stack, [product(lamp)], world))).code).toBe('unavailable');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 1 });
    const [row] = await stack.sql<{ order_id: string }[]>`
      update orders set look_at = now() where status = 'open' and stripe_session_id is null returning order_id`;
    await sweep(stack.world);
    const made = (await shop.stripeMoney(stack)).sessions.find(
      ({ metadata }) => metadata?.order_id === row?.order_id,
    );
    expect(made).toMatchObject({ status: 'expired' });
    expect((await shop.orderOf(stack, row?.order_id ?? '')).status).toBe('cancelled');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ held: 0, left: 1 });
  });
});
