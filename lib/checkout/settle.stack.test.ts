import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drainNow, pull } from '../../local/test-engine';
import { withoutProtection } from '../../local/test-protection';
import { addEvent, addSeller } from '../../local/test-sellers';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { cancel } from './cancel';
import { settle, settlePayment } from './settle';
import { sweep } from './sweep';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
afterEach(() => pull(stack));

const { product, ticket } = shop;

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
    await shop.sold(stack, [ticket(seat)]);
    await shop.pay(stack, late.orderId);
    await runOutAndSettle(late.orderId, 'refunding');
    expect((await shop.orderOf(stack, late.orderId)).status).toBe('refunded');
    expect(await shop.refundsOf(stack, late.orderId)).toMatchObject([
      { status: 'succeeded', reason: 'sold_out', amount_minor: 2500 },
    ]);
    const fees = (await shop.stripeMoney(stack)).application_fee.filter(({ amount }) => amount === 250);
    expect(fees.map(({ amount_refunded }) => amount_refunded).sort((a, b) => a - b)).toEqual([0, 250]);
    expect(await shop.unitsOf(stack, seat)).toMatchObject({ sold: 1, left: 0 });
  });

  test('whoever dies between the payment and the refund leaves it to the next', async () => {
    const lamp = await shop.addProduct(stack);
    const late = await shop.buy(stack, [product(lamp)]);
    await shop.runOut(stack, late.orderId);
    await shop.sold(stack, [product(lamp)]);
    await shop.pay(stack, late.orderId);
    for (const fault of ['fail_after', 'reset_after', 'fail_before'] as const) {
      await pull(stack, { [fault]: { next: 1, method: 'POST', path: '/v1/refunds' } });
      await shop.settleOrder(stack, late.orderId);
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
    expect(await shop.settleOrder(stack, order)).toBe(status);
  }
});

test('S5: a payment that takes days keeps its hold until it succeeds or fails', async () => {
  const lamp = await shop.addProduct(stack, { stock: 2 });
  const [good, bad] = [await shop.buy(stack, [product(lamp)]), await shop.buy(stack, [product(lamp)])];
  for (const { orderId } of [good, bad]) {
    await shop.pay(stack, orderId, 'delayed');
    expect(await shop.settleOrder(stack, orderId)).toBe('processing');
    // Days later it is still held.
    const [hold] = await stack.sql<{ lasts: boolean }[]>`
      select expires_at = 'infinity' as lasts from private.holds where order_id = ${orderId}`;
    expect(hold?.lasts).toBe(true);
  }
  expect((await shop.refusalOf(shop.buy(stack, [product(lamp)]))).code).toBe('sold_out');
  await shop.answerBank(stack, good.orderId, 'succeed');
  await shop.answerBank(stack, bad.orderId, 'fail');
  expect([await shop.settleOrder(stack, good.orderId), await shop.settleOrder(stack, bad.orderId)]).toEqual([
    'paid',
    'failed',
  ]);
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 1, held: 0, left: 1 });
});

/** A paid order of two lamps, and ten announcements of its payment at once: notices of two kinds, and the buyer's page. */
async function announceTenTimes() {
  const lamp = await shop.addProduct(stack, { stock: 5 });
  const { orderId } = await shop.buy(stack, [product(lamp, 2)]);
  await shop.pay(stack, orderId);
  const { session, account } = await shop.orderOf(stack, orderId);
  const { sessions } = await shop.stripeMoney(stack);
  const payment = sessions.find(({ id }) => id === session)?.payment_intent ?? '';
  const told = await Promise.allSettled(
    Array.from({ length: 10 }, (_, at) =>
      at % 2 === 0 ? settle(stack.world, session, account) : settlePayment(stack.world, payment, account),
    ),
  );
  return { lamp, orderId, refused: told.filter(({ status }) => status === 'rejected') };
}

test('S6: one sale announced by two events, ten deliveries and the buyer’s page has one effect', async () => {
  const { lamp, orderId, refused } = await announceTenTimes();
  expect(refused).toEqual([]);
  expect(await shop.unitsOf(stack, lamp)).toEqual({ sold: 2, held: 0, left: 3 });
  const paid = await stack.sql`select from order_history where order_id = ${orderId} and what = 'paid'`;
  expect(paid.length).toBe(1);
  expect(await shop.refundsOf(stack, orderId)).toEqual([]);
});

test('S6, twin: when a payment is not known again, a good sale is taken for one that was paid twice', async () => {
  const name = 'private.settle_paid';
  const isKnown = 'or exists (select from public.payments where payments.stripe_payment_intent_id = payment)';
  const isKept = 'amount, why_not is null);';
  await withoutProtection(stack.sql, { name, part: isKnown, by: '' }, () =>
    withoutProtection(
      stack.sql,
      { name, part: isKept, by: isKept.replace(';', ' on conflict do nothing;') },
      async () => {
        const { orderId } = await announceTenTimes();
        expect(await shop.refundsOf(stack, orderId)).toContainEqual(
          expect.objectContaining({ reason: 'paid_twice' }),
        );
      },
    ),
  );
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
