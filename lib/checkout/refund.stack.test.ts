import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { drainNow, pull } from '../../local/test-engine';
import { addEvent, addSeller } from '../../local/test-sellers';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { settleRefund } from './refund';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
afterEach(() => pull(stack));

const { product, ticket } = shop;

describe('refunds', () => {
  test('S8: units return when the refund has succeeded, once, to the pools that they came from', async () => {
    const seller = await addSeller(stack, 'acct_refunds');
    const event = await addEvent(stack, seller, [{ name: 'Full', price: '25.00', total_capacity: 4 }], {
      capacity: 4,
    });
    await drainNow(stack);
    const seat = event.tickets.Full ?? '';
    const order = await shop.sold(stack, [ticket(seat, 3)]);
    const [item] = await shop.itemsOf(stack, order);
    await pull(stack, { refund_status: 'pending' });
    await shop.askRefund(stack, order, [{ item_id: item?.item_id ?? '', quantity: 2 }]);
    expect(await shop.unitsOf(stack, seat)).toMatchObject({ sold: 3 });
    const id = (await shop.refundsOf(stack, order))[0]?.stripe_refund_id ?? '';
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
    const order = await shop.sold(stack, [ticket(seat, 2)]);
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
    await shop.askRefund(stack, order, null);
    expect(await checkIn(1)).toBe('void');
    expect(await shop.unitsOf(stack, seat)).toEqual({ sold: 1, held: 0, left: 1 });
  });

  test('S9: what goes back, pending or asked for, never exceeds what was paid', async () => {
    const lamp = await shop.addProduct(stack, { stock: 2 });
    const order = await shop.sold(stack, [product(lamp, 2)]);
    const [item] = await shop.itemsOf(stack, order);
    await pull(stack, { refund_status: 'pending' });
    const one = [{ item_id: item?.item_id ?? '', quantity: 1 }];
    await shop.askRefund(stack, order, one);
    await shop.askRefund(stack, order, one);
    await expect(shop.askRefund(stack, order, one)).rejects.toThrow('refund_over_bought');
    const [payment] = await stack.sql<{ stripe_payment_intent_id: string }[]>`
      select stripe_payment_intent_id from payments where order_id = ${order}`;
    await expect(
      stack.sql`insert into refunds (order_id, stripe_payment_intent_id, amount_minor, reason)
        values (${order}, ${payment?.stripe_payment_intent_id ?? ''}, 1, 'asked')`,
    ).rejects.toThrow('refund_over_paid');
  });

  test('one that was made in Stripe’s dashboard counts', async () => {
    const lamp = await shop.addProduct(stack, { stock: 2 });
    const order = await shop.sold(stack, [product(lamp, 2)]);
    const [payment] = await stack.sql<{ id: string }[]>`
      select stripe_payment_intent_id as id from payments where order_id = ${order}`;
    const made = await stack.world.stripe.refunds.create({ payment_intent: payment?.id ?? '', amount: 3000 });
    await settleRefund(stack.world, made.id, null);
    expect(await shop.refundsOf(stack, order)).toMatchObject([
      { status: 'succeeded', reason: 'elsewhere', amount_minor: 3000 },
    ]);
    // Of what is left to give back, units are given back.
    await shop.askRefund(stack, order, null);
    expect((await shop.refundsOf(stack, order)).map(({ amount_minor }) => amount_minor)).toEqual([
      3000, 5000,
    ]);
    expect((await shop.orderOf(stack, order)).status).toBe('refunded');
    expect(await shop.unitsOf(stack, lamp)).toMatchObject({ sold: 0, left: 2 });
  });
});
