import { flag, list, nullable, number, object, oneOf, shaped, text } from '../shape';
import { orderStatuses } from './shop';

// What a buyer is shown of an order. A browser loads it only once there is one.

const code = object({
  id: text,
  code: text,
  isVoid: flag,
  checkedInAt: nullable(text),
});

/** A line of an order. `price` is that of one unit. */
export const buyerItem = object({
  id: text,
  kind: oneOf(['product', 'ticket', 'space']),
  tariff: text,
  name: text,
  /** The title of the event, as it was when the ticket was sold. */
  title: nullable(text),
  quantity: number,
  price: text,
  /** Units that were given back, or are being given back. */
  refunded: number,
  event: nullable(
    object({
      slug: text,
      title: text,
      start: nullable(text),
      timeZone: text,
    }),
  ),
  codes: list(code),
});

/** An order as `GET /api/orders/:id` shows it to whoever holds its key. Amounts are decimals in `currency`. */
export const buyerOrder = shaped(
  object({
    id: text,
    number: number,
    status: oneOf(orderStatuses),
    items: list(buyerItem),
    total: text,
    currency: text,
    email: nullable(text),
    /** Who sells; nothing when it is the shop itself. */
    seller: nullable(text),
    createdAt: text,
    paidAt: nullable(text),
    /** Until when its units are promised. */
    holdUntil: nullable(text),
    /** Where it can be paid, while it is open. */
    checkoutUrl: nullable(text),
    refunds: list(
      object({
        id: text,
        amount: text,
        reason: oneOf(['asked', 'sold_out', 'paid_twice', 'amount_differs', 'elsewhere']),
        status: oneOf(['asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
        createdAt: text,
        settledAt: nullable(text),
      }),
    ),
  }),
);
export type BuyerOrder = ReturnType<typeof buyerOrder.parse>;

/** A checkout that was opened. */
export const checkoutAnswer = shaped(
  object({
    url: text,
    orderId: text,
    orderKey: text,
    expiresAt: text,
  }),
);
export type CheckoutAnswer = ReturnType<typeof checkoutAnswer.parse>;
