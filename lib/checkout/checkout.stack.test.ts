import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drainNow, pull, worldOver } from '../../local/test-engine';
import { addEvent, addSeller } from '../../local/test-sellers';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { cancel } from './cancel';
import { makeRefunds, settleRefund } from './refund';
import { settle, settlePayment } from './settle';
import { sweep } from './sweep';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
afterEach(() => pull(stack));

const { product, ticket } = shop;
const settleOrder = async (order: string) => {
  const { session, account } = await shop.orderOf(stack, order);
  return settle(stack.world, session, account);
};
/** Somebody buys and pays, and the order is settled. */
async function sold(cart: shop.Cart) {
  const { orderId } = await shop.buy(stack, cart);
  await shop.pay(stack, orderId);
  expect(await settleOrder(orderId)).toBe('paid');
  return orderId;
}
const itemsOf = (order: string) =>
  stack.sql<{ item_id: string; refunded: number; returned: number }[]>`
    select item_id, refunded, returned from order_items where order_id = ${order} order by position`;
async function askRefund(order: string, lines: { item_id: string; quantity: number }[] | null, back = true) {
  await stack.sql`select order_refund(${order}, ${lines === null ? null : JSON.stringify(lines)}, ${back})`;
  await makeRefunds(stack.world);
}
const refundsOf = (order: string) =>
  stack.sql<{ status: string; reason: string; amount_minor: string; stripe_refund_id: string | null }[]>`
    select status, reason, amount_minor, stripe_refund_id from refunds where order_id = ${order} order by created_at`;

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
    expect(await settleOrder(orderId)).toBe('paid');
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
    const order = await sold([ticket(event.tickets.Full ?? '', 3)]);
    const { sessions, payment_intent } = await shop.stripeMoney(stack, 'acct_fee');
    expect(sessions).toMatchObject([{ amount_total: 7500, metadata: { order_id: order } }]);
    expect(payment_intent).toMatchObject([{ application_fee_amount: 187 }]);
    const codes = await stack.sql<
      { code: string }[]
    >`select code from ticket_codes where order_id = ${order}`;
    expect(new Set(codes.map(({ code }) => code)).size).toBe(3);
    for (const { code } of codes) expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/);
    await askRefund(order, null);
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
      expect(await settleOrder(orderId)).toBe('paid');
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

describe('S4: every payment ends as an order or as a refund', () => {
  test('a late payer gets the units if they are still free', async () => {
    const lamp = await shop.addProduct(stack);
    const { orderId } = await shop.buy(stack, [product(lamp)]);
    await shop.pay(stack, orderId);
    await runOutAndSettle(orderId, 'paid');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ sold: 1, left: 0 });
  });

  test('a late payer whose units are gone is paid back in full, the fee included, with no hand', async () => {
    const seller = await addSeller(stack, 'acct_late');
    await stack.sql`update organisations set fee_percent = 10 where organisation_id = ${seller}`;
    const event = await addEvent(stack, seller, [{ name: 'Full', price: '25.00', total_capacity: 1 }]);
    await drainNow(stack);
    const seat = event.tickets.Full ?? '';
    const late = await shop.buy(stack, [ticket(seat)]);
    await shop.runOut(stack, late.orderId);
    await sold([ticket(seat)]);
    await shop.pay(stack, late.orderId);
    await runOutAndSettle(late.orderId, 'refunding');
    expect((await shop.orderOf(stack, late.orderId)).status).toBe('refunded');
    expect(await refundsOf(late.orderId)).toMatchObject([
      { status: 'succeeded', reason: 'sold_out', amount_minor: '2500' },
    ]);
    const fees = (await shop.stripeMoney(stack)).application_fee.filter(({ amount }) => amount === 250);
    expect(fees.map(({ amount_refunded }) => amount_refunded).sort((a, b) => a - b)).toEqual([0, 250]);
    expect(await shop.unitsOf(stack, seat)).toMatchObject({ sold: 1, left: 0 });
  });

  test('whoever dies between the payment and the refund leaves it to the next', async () => {
    const lamp = await shop.addProduct(stack);
    const late = await shop.buy(stack, [product(lamp)]);
    await shop.runOut(stack, late.orderId);
    await sold([product(lamp)]);
    await shop.pay(stack, late.orderId);
    for (const fault of ['fail_after', 'reset_after', 'fail_before'] as const) {
      await pull(stack, { [fault]: { next: 1, method: 'POST', path: '/v1/refunds' } });
      await settleOrder(late.orderId);
      await stack.sql`update refunds set next_attempt_at = now() where status = 'asked'`;
    }
    await pull(stack);
    await sweep(stack.world);
    expect((await shop.orderOf(stack, late.orderId)).status).toBe('refunded');
    const { charge, refund } = await shop.stripeMoney(stack);
    const paid = charge.filter(({ amount_refunded }) => amount_refunded > 0);
    expect(refund.filter(({ amount }) => amount === 4000)).toHaveLength(paid.length);
  });

  async function runOutAndSettle(order: string, status: string) {
    await shop.runOut(stack, order);
    expect(await settleOrder(order)).toBe(status);
  }
});

test('S5: a payment that takes days keeps its hold until it succeeds or fails', async () => {
  const lamp = await shop.addProduct(stack, { stock: 2 });
  const [good, bad] = [await shop.buy(stack, [product(lamp)]), await shop.buy(stack, [product(lamp)])];
  for (const { orderId } of [good, bad]) {
    await shop.pay(stack, orderId, 'delayed');
    expect(await settleOrder(orderId)).toBe('processing');
    // Days later it is still held.
    const [hold] = await stack.sql<{ lasts: boolean }[]>`
      select expires_at = 'infinity' as lasts from private.holds where order_id = ${orderId}`;
    expect(hold?.lasts).toBe(true);
  }
  expect((await shop.refusalOf(shop.buy(stack, [product(lamp)]))).code).toBe('sold_out');
  await shop.answerBank(stack, good.orderId, 'succeed');
  await shop.answerBank(stack, bad.orderId, 'fail');
  expect([await settleOrder(good.orderId), await settleOrder(bad.orderId)]).toEqual(['paid', 'failed']);
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 1, held: 0, left: 1 });
});

test('S6: one sale announced by two events, ten deliveries and the buyer’s page has one effect', async () => {
  const lamp = await shop.addProduct(stack, { stock: 5 });
  const { orderId } = await shop.buy(stack, [product(lamp, 2)]);
  await shop.pay(stack, orderId);
  const { session, account } = await shop.orderOf(stack, orderId);
  const { sessions } = await shop.stripeMoney(stack);
  const payment = sessions.find(({ id }) => id === session)?.payment_intent ?? '';
  await Promise.all(
    Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0 ? settle(stack.world, session, account) : settlePayment(stack.world, payment, account),
    ),
  );
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 2, held: 0, left: 3 });
  const paid = await stack.sql`select from order_history where order_id = ${orderId} and what = 'paid'`;
  expect(paid.length).toBe(1);
  expect(await refundsOf(orderId)).toEqual([]);
});

describe('refunds', () => {
  test('S8: units return when the refund has succeeded, once, to the pools that they came from', async () => {
    const seller = await addSeller(stack, 'acct_refunds');
    const event = await addEvent(stack, seller, [{ name: 'Full', price: '25.00', total_capacity: 4 }], {
      capacity: 4,
    });
    await drainNow(stack);
    const seat = event.tickets.Full ?? '';
    const order = await sold([ticket(seat, 3)]);
    const [item] = await itemsOf(order);
    await pull(stack, { refund_status: 'pending' });
    await askRefund(order, [{ item_id: item?.item_id ?? '', quantity: 2 }]);
    expect(await shop.unitsOf(stack, seat)).toMatchObject({ sold: 3 });
    const id = (await refundsOf(order))[0]?.stripe_refund_id ?? '';
    await shop.becomeRefund(stack, id, 'succeeded');
    for (let times = 0; times < 3; times += 1) await settleRefund(stack.world, id, 'acct_refunds');
    expect(await shop.unitsOf(stack, seat)).toEqual({ sold: 1, held: 0, left: 3 });
    expect(await shop.unitsOf(stack, event.id)).toEqual({ sold: 1, held: 0, left: 3 });
    // It fails after all: the units are taken back, and somebody is told.
    await shop.becomeRefund(stack, id, 'failed');
    await settleRefund(stack.world, id, 'acct_refunds');
    expect(await shop.unitsOf(stack, seat)).toEqual({ sold: 3, held: 0, left: 1 });
    const alerts = await stack.sql`select what from private.alerts where details ->> 'order_id' = ${order}`;
    expect(alerts).toEqual([{ what: 'refund_failed' }]);
  });

  test('S8: a used ticket is never put back on sale, and a code that was given back lets nobody in', async () => {
    const event = await addEvent(stack, await addSeller(stack, 'acct_used'), [
      { name: 'Full', price: '25.00', total_capacity: 2 },
    ]);
    await drainNow(stack);
    const seat = event.tickets.Full ?? '';
    const order = await sold([ticket(seat, 2)]);
    const codes = await stack.sql<
      { code: string }[]
    >`select code from ticket_codes where order_id = ${order} order by place`;
    const checkIn = async (at: number) =>
      (
        await stack.sql<
          { said: { outcome: string } }[]
        >`select ticket_check_in(${codes[at]?.code ?? ''}) as said`
      )[0]?.said.outcome;
    expect([await checkIn(0), await checkIn(0)]).toEqual(['checked_in', 'used_before']);
    await askRefund(order, null);
    expect(await checkIn(1)).toBe('void');
    expect(await shop.unitsOf(stack, seat)).toEqual({ sold: 1, held: 0, left: 1 });
  });

  test('S9: what goes back, pending or asked for, never exceeds what was paid', async () => {
    const lamp = await shop.addProduct(stack, { stock: 2 });
    const order = await sold([product(lamp, 2)]);
    const [item] = await itemsOf(order);
    await pull(stack, { refund_status: 'pending' });
    const one = [{ item_id: item?.item_id ?? '', quantity: 1 }];
    await askRefund(order, one);
    await askRefund(order, one);
    await expect(askRefund(order, one)).rejects.toThrow('refund_over_bought');
    const [payment] = await stack.sql<{ stripe_payment_intent_id: string }[]>`
      select stripe_payment_intent_id from payments where order_id = ${order}`;
    await expect(
      stack.sql`insert into refunds (order_id, stripe_payment_intent_id, amount_minor, reason)
        values (${order}, ${payment?.stripe_payment_intent_id ?? ''}, 1, 'asked')`,
    ).rejects.toThrow('refund_over_paid');
  });

  test('one that was made in Stripe’s dashboard counts', async () => {
    const lamp = await shop.addProduct(stack, { stock: 2 });
    const order = await sold([product(lamp, 2)]);
    const [payment] = await stack.sql<{ id: string }[]>`
      select stripe_payment_intent_id as id from payments where order_id = ${order}`;
    const made = await stack.world.stripe.refunds.create({ payment_intent: payment?.id ?? '', amount: 3000 });
    await settleRefund(stack.world, made.id, null);
    expect(await refundsOf(order)).toMatchObject([
      { status: 'succeeded', reason: 'elsewhere', amount_minor: '3000' },
    ]);
    // Of what is left to give back, units are given back.
    await askRefund(order, null);
    expect((await refundsOf(order)).map(({ amount_minor }) => amount_minor)).toEqual(['3000', '5000']);
    expect((await shop.orderOf(stack, order)).status).toBe('refunded');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ sold: 0, left: 2 });
  });
});

test('a cancelled checkout frees its units when Stripe has ended it; one that was just paid is kept', async () => {
  const lamp = await shop.addProduct(stack, { stock: 2 });
  const [left, kept] = [await shop.buy(stack, [product(lamp)]), await shop.buy(stack, [product(lamp)])];
  await shop.pay(stack, kept.orderId);
  expect(await cancel(stack.world, left.orderId)).toBe('cancelled');
  expect(await cancel(stack.world, kept.orderId)).toBe('paid');
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 1, held: 0, left: 1 });
});

test('a checkout of which nothing was heard is settled by the clock', async () => {
  const lamp = await shop.addProduct(stack, { stock: 2 });
  const [paid, left] = [await shop.buy(stack, [product(lamp)]), await shop.buy(stack, [product(lamp)])];
  await shop.pay(stack, paid.orderId);
  await shop.advanceStripe(stack, 32 * 60);
  await stack.sql`update orders set look_at = now() where order_id in (${paid.orderId}, ${left.orderId})`;
  await sweep(stack.world);
  expect([await shop.orderOf(stack, paid.orderId), await shop.orderOf(stack, left.orderId)]).toMatchObject([
    { status: 'paid' },
    { status: 'expired' },
  ]);
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 1, held: 0, left: 1 });
});
