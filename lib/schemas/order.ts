import { z } from 'zod';
import { fromMinor } from '../money';
import { time } from '../time';
import { id } from './fields';
import { MAX_LINES, MAX_UNITS, orderStatuses, spaceTariffs } from './shop';

// What a cart may ask for, and orders as those who sell see them. Amounts come from the database in minor units and are
// shown as decimals in the order's currency.

const quantity = z
  .int({ error: 'not_a_whole_number' })
  .refine((value) => value >= 1, { message: 'too_small', params: { min: 1 } })
  .refine((value) => value <= MAX_UNITS, { message: 'too_large', params: { max: MAX_UNITS } });

/** One line of a cart. `price` and `currency` are what the buyer was shown, if they are to be compared (S11). */
export const cartItem = z.strictObject({
  kind: z.enum(['product', 'ticket', 'space'], { error: 'not_understood' }),
  id,
  quantity,
  /** How a space is let: its first tariff when none is named. */
  tariff: z.enum(spaceTariffs, { error: 'not_understood' }).optional(),
  price: z
    .string({ error: 'not_a_number' })
    .regex(/^\d{1,9}(\.\d{1,3})?$/, 'not_a_number')
    .optional(),
  currency: z
    .string({ error: 'not_a_currency' })
    .regex(/^[a-z]{3}$/, 'not_a_currency')
    .optional(),
});
export type CartItem = z.infer<typeof cartItem>;

/** What `POST /api/checkout` takes. */
export const checkoutInput = z.strictObject({
  items: z
    .array(cartItem, { error: 'required' })
    .min(1, 'empty_cart')
    .refine((items) => items.length <= MAX_LINES, { message: 'too_many_lines', params: { max: MAX_LINES } }),
  email: z.email({ error: 'not_an_email' }).max(320, 'not_an_email').optional(),
});
export type CheckoutInput = z.infer<typeof checkoutInput>;

/** What the refund of an order takes: units of its items, or all that is left. */
export const refundInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({ item_id: id, quantity: z.int({ error: 'not_a_whole_number' }).min(1, 'too_small') }),
    )
    .min(1, 'nothing_to_refund')
    .nullable(),
  /** Whether the units go on sale again. */
  puts_back: z.boolean({ error: 'required' }),
});
export type RefundInput = z.infer<typeof refundInput>;

const refundReasons = ['asked', 'sold_out', 'paid_twice', 'amount_differs', 'elsewhere'] as const;
const refundStatuses = ['asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** A line of the admin's table of orders. */
export const orderRow = z
  .object({
    id: z.string(),
    number: z.number(),
    status: z.enum(orderStatuses),
    currency: z.string(),
    total_minor: z.coerce.number(),
    refunded_minor: z.coerce.number(),
    has_failed_refund: z.boolean(),
    email: z.string().nullable(),
    created_at: time,
    paid_at: time.nullable(),
    hold_until: time.nullable(),
    organisation_id: z.string().nullable(),
    organisation_name: z.string().nullable(),
    dispute_status: z.string().nullable(),
    units: z.coerce.number().nullable(),
    names: z.string().nullable(),
    kinds: z.array(z.string()).nullable(),
    /** A failed refund, a dispute that is open, or money that is going back by itself. */
    needs_person: z.boolean(),
  })
  .transform(({ total_minor, refunded_minor, ...row }) => ({
    ...row,
    total: fromMinor(total_minor, row.currency),
    refunded: refunded_minor === 0 ? null : fromMinor(refunded_minor, row.currency),
  }));
export type OrderRow = z.infer<typeof orderRow>;

const item = z.object({
  id: z.string(),
  kind: z.enum(['product', 'ticket', 'space']),
  rowId: z.string(),
  tariff: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  quantity: z.number(),
  unitAmountMinor: z.number(),
  refunded: z.number(),
  returned: z.number(),
  event: z
    .object({
      id: z.string(),
      slug: z.string(),
      title: z.string(),
      start: time.nullable(),
      timeZone: z.string(),
    })
    .nullable(),
  codes: z.array(
    z.object({ id: z.string(), code: z.string(), isVoid: z.boolean(), checkedInAt: time.nullable() }),
  ),
});

const refund = z.object({
  id: z.string(),
  amountMinor: z.number(),
  reason: z.enum(refundReasons),
  status: z.enum(refundStatuses),
  stripeRefundId: z.string().nullable(),
  error: z.object({ code: z.string(), detail: z.string() }).nullable(),
  attempts: z.number(),
  /** Whether it failed, and nobody has seen to it yet. */
  needsPerson: z.boolean(),
  /** Whether it failed, and can be asked for once more as it is. */
  canAskAgain: z.boolean(),
  createdAt: time,
  settledAt: time.nullable(),
});

/** An order as the database shows it, in minor units; also what a buyer is shown is made of it. */
export const storedOrder = z.object({
  id: z.string(),
  number: z.number(),
  status: z.enum(orderStatuses),
  currency: z.string(),
  totalMinor: z.number(),
  email: z.string().nullable(),
  locale: z.enum(['fr', 'en']),
  seller: z.string().nullable(),
  createdAt: time,
  paidAt: time.nullable(),
  closedAt: time.nullable(),
  holdUntil: time.nullable(),
  checkoutUrl: z.string().nullable(),
  items: z.array(item),
  refunds: z.array(
    refund.omit({ stripeRefundId: true, error: true, attempts: true, needsPerson: true, canAskAgain: true }),
  ),
});
export type StoredOrder = z.infer<typeof storedOrder>;

/** An order as those who sell see it, with amounts as decimals beside the minor units. */
export const sellerOrder = storedOrder
  .extend({
    account: z.string().nullable(),
    organisationId: z.string().nullable(),
    feeMinor: z.number(),
    isLive: z.boolean(),
    stripeSessionId: z.string().nullable(),
    stripePaymentIntentId: z.string().nullable(),
    disputeStatus: z.string().nullable(),
    refunds: z.array(refund),
    payments: z.array(
      z.object({
        stripePaymentIntentId: z.string(),
        amountMinor: z.number(),
        /** Whether the order was confirmed by it; otherwise it is given back. */
        isConfirmed: z.boolean(),
        paidAt: time,
      }),
    ),
    history: z.array(
      z.object({
        id: z.number(),
        what: z.string(),
        details: z.record(z.string(), z.unknown()),
        at: time,
      }),
    ),
  })
  .transform(({ items, refunds, ...order }) => {
    const money = (minor: number) => fromMinor(minor, order.currency);
    return {
      ...order,
      total: money(order.totalMinor),
      fee: money(order.feeMinor),
      items: items.map((each) => ({ ...each, price: money(each.unitAmountMinor) })),
      refunds: refunds.map((each) => ({ ...each, amount: money(each.amountMinor) })),
    };
  });
export type SellerOrder = z.infer<typeof sellerOrder>;

/** What the refund of so many units of each item comes to, as a decimal. */
export function refundTotal(order: SellerOrder, units: Record<string, number>): string {
  const minor = order.items.reduce((sum, { id: itemId, unitAmountMinor }) => {
    return sum + unitAmountMinor * (units[itemId] ?? 0);
  }, 0);
  return fromMinor(minor, order.currency);
}

const historyWords = [
  'opened',
  'paid',
  'processing',
  'expired',
  'cancelled',
  'failed',
  'abandoned',
  'cancel_asked',
  'cannot_be_honoured',
  'refund_asked',
  'refund_elsewhere',
  'refund_succeeded',
  'refund_failed',
  'units_given_back',
  'units_gone',
  'checked_in',
  'dispute',
  'refund_acknowledged',
] as const;
export type HistoryWord = (typeof historyWords)[number];

/** Whether something that happened to an order has words of its own. */
export function isHistoryWord(what: string): what is HistoryWord {
  return historyWords.some((word) => word === what);
}
