import { expect, test } from 'vitest';
import { allUnits, effectOf, isRefundable, leftOfPayment, linesOf } from './refund-lines';
import { sellerOrder, type SellerOrder } from '@/lib/schemas/order';

const at = '2026-11-20T08:00:00.000Z';
const code = (id: string, checkedInAt: string | null = null, isVoid = false) => ({
  id,
  code: `AAAA-AAAA-AAA${id}`,
  isVoid,
  checkedInAt,
});
const item = {
  kind: 'ticket',
  rowId: 'row',
  tariff: 'unit',
  title: 'Ball',
  event: null,
  refunded: 0,
  returned: 0,
} as const;

/** Three tickets at 20.00 of which one was used, a chair at 50.00, and an hour in a space at 10.00. */
function order(change: object = {}): SellerOrder {
  return sellerOrder.parse({
    ...{
      id: 'order',
      number: 7,
      status: 'paid',
      currency: 'eur',
      totalMinor: 12_000,
      email: null,
      locale: 'fr',
    },
    ...{ seller: null, createdAt: at, paidAt: at, closedAt: null, holdUntil: null, checkoutUrl: null },
    items: [
      {
        ...item,
        id: 'seat',
        name: 'Seat',
        quantity: 3,
        unitAmountMinor: 2000,
        codes: [code('1', at), code('2'), code('3')],
      },
      { ...item, id: 'chair', kind: 'product', name: 'Chair', quantity: 1, unitAmountMinor: 5000, codes: [] },
      { ...item, id: 'hour', kind: 'space', name: 'Hour', quantity: 1, unitAmountMinor: 1000, codes: [] },
    ],
    ...{ account: null, organisationId: null, feeMinor: 0, isLive: false, stripeSessionId: 'cs_1' },
    ...{ stripePaymentIntentId: 'pi_1', disputeStatus: null, refunds: [], history: [] },
    payments: [{ stripePaymentIntentId: 'pi_1', amountMinor: 12_000, isConfirmed: true, paidAt: at }],
    ...change,
  });
}

const given = (amountMinor: number, reason: string, status: string) => ({
  ...{
    id: `${reason} ${status}`,
    amountMinor,
    reason,
    status,
    stripeRefundId: null,
    error: null,
    attempts: 0,
  },
  ...{ needsPerson: false, canAskAgain: false, createdAt: at, settledAt: null },
});

test('tickets that nobody has used go back first, and used ones are not sold again', () => {
  expect(effectOf(order(), { seat: 2 })).toEqual({ amountMinor: 4000, units: 2, returnable: 2, used: 0 });
  expect(effectOf(order(), { seat: 3 })).toEqual({ amountMinor: 6000, units: 3, returnable: 2, used: 1 });
});

test('time in a space has no stock to go back to', () => {
  expect(effectOf(order(), { hour: 1, chair: 1 })).toMatchObject({ units: 2, returnable: 1 });
});

test('no more money goes back than is left of the payment that confirmed the order', () => {
  const shown = order({
    refunds: [
      given(9000, 'elsewhere', 'succeeded'),
      given(500, 'asked', 'failed'),
      given(700, 'paid_twice', 'pending'),
    ],
  });
  expect(leftOfPayment(shown)).toBe(3000);
  expect(effectOf(shown, allUnits(shown)).amountMinor).toBe(3000);
});

test('all that is left is asked for as such; some units by their items', () => {
  expect(linesOf(order(), { seat: 3, chair: 1, hour: 1 })).toBeNull();
  expect(linesOf(order(), { seat: 1, chair: 0 })).toEqual([{ item_id: 'seat', quantity: 1 }]);
});

test('what is disputed, not paid, or given back already cannot be refunded', () => {
  expect(isRefundable(order())).toBe(true);
  for (const disputeStatus of ['needs_response', 'lost'])
    expect(isRefundable(order({ disputeStatus }))).toBe(false);
  expect(isRefundable(order({ disputeStatus: 'won' }))).toBe(true);
  for (const status of ['open', 'refunding', 'refunded', 'failed'])
    expect(isRefundable(order({ status }))).toBe(false);
  expect(isRefundable(order({ items: [] }))).toBe(false);
});
