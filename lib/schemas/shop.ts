import * as z from 'zod/mini';

// What the shop shows, as its routes answer it. Written with zod's small form, since every shopper's browser loads it.

/** So many units of one thing may be asked for at once. */
export const MAX_UNITS = 100;
/** Stripe takes so many lines in one checkout (https://docs.stripe.com/api/checkout/sessions/create). */
export const MAX_LINES = 100;

/** What is left of something: nothing where there is no limit. */
const available = z.nullable(z.number());

/** A product as `GET /api/products` shows it. `price` is a decimal in `currency`. */
export const shopProduct = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  price: z.string(),
  currency: z.string(),
  inStock: z.boolean(),
  available: z.number(),
  /** Whether Stripe knows its price, so that it can be paid for. */
  isOnSale: z.boolean(),
});
export type ShopProduct = z.infer<typeof shopProduct>;

/** A ticket type as the shop shows it. */
export const shopTicket = z.object({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  eligibility: z.nullable(z.string()),
  price: z.string(),
  currency: z.string(),
  inStock: z.boolean(),
  available,
  isOnSale: z.boolean(),
});
export type ShopTicket = z.infer<typeof shopTicket>;

/** A published event with what is sold of it. Times are moments in UTC; `timeZone` says what the clock on the wall shows. */
export const shopEvent = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  description: z.nullable(z.string()),
  type: z.string(),
  start: z.nullable(z.string()),
  end: z.nullable(z.string()),
  timeZone: z.string(),
  imageUrl: z.nullable(z.string()),
  isOver: z.boolean(),
  organisation: z.object({ id: z.string(), name: z.string() }),
  parent: z.nullable(z.object({ slug: z.string(), title: z.string() })),
  ticketTypes: z.array(shopTicket),
});
export type ShopEvent = z.infer<typeof shopEvent>;

export const spaceTariffs = ['hour', 'half_day', 'day', 'month'] as const;

/** A space with what it costs by the hour, the half day, the day and the month, as far as it is let by that. */
export const shopSpace = z.object({
  id: z.string(),
  name: z.string(),
  description: z.nullable(z.string()),
  type: z.string(),
  capacity: z.number(),
  imageUrl: z.nullable(z.string()),
  currency: z.string(),
  prices: z.array(z.object({ tariff: z.enum(spaceTariffs), price: z.string(), isOnSale: z.boolean() })),
});
export type ShopSpace = z.infer<typeof shopSpace>;

export const productsAnswer = z.object({ products: z.array(shopProduct), asOf: z.string() });
export const eventsAnswer = z.object({ events: z.array(shopEvent), asOf: z.string() });
export const spacesAnswer = z.object({ spaces: z.array(shopSpace), asOf: z.string() });

export const orderStatuses = [
  'open',
  'processing',
  'paid',
  'refunding',
  'refunded',
  'expired',
  'cancelled',
  'failed',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

const code = z.object({
  id: z.string(),
  code: z.string(),
  isVoid: z.boolean(),
  checkedInAt: z.nullable(z.string()),
});

/** A line of an order. `price` is that of one unit. */
export const buyerItem = z.object({
  id: z.string(),
  kind: z.enum(['product', 'ticket', 'space']),
  tariff: z.string(),
  name: z.string(),
  /** The title of the event, as it was when the ticket was sold. */
  title: z.nullable(z.string()),
  quantity: z.number(),
  price: z.string(),
  /** Units that were given back, or are being given back. */
  refunded: z.number(),
  event: z.nullable(
    z.object({
      slug: z.string(),
      title: z.string(),
      start: z.nullable(z.string()),
      timeZone: z.string(),
    }),
  ),
  codes: z.array(code),
});

/** An order as `GET /api/orders/:id` shows it to whoever holds its key. Amounts are decimals in `currency`. */
export const buyerOrder = z.object({
  id: z.string(),
  number: z.number(),
  status: z.enum(orderStatuses),
  items: z.array(buyerItem),
  total: z.string(),
  currency: z.string(),
  email: z.nullable(z.string()),
  /** Who sells; nothing when it is the shop itself. */
  seller: z.nullable(z.string()),
  createdAt: z.string(),
  paidAt: z.nullable(z.string()),
  /** Until when its units are promised. */
  holdUntil: z.nullable(z.string()),
  /** Where it can be paid, while it is open. */
  checkoutUrl: z.nullable(z.string()),
  refunds: z.array(
    z.object({
      id: z.string(),
      amount: z.string(),
      reason: z.enum(['asked', 'sold_out', 'paid_twice', 'amount_differs', 'elsewhere']),
      status: z.enum(['asked', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled']),
      createdAt: z.string(),
      settledAt: z.nullable(z.string()),
    }),
  ),
});
export type BuyerOrder = z.infer<typeof buyerOrder>;

/** A checkout that was opened. */
export const checkoutAnswer = z.object({
  url: z.string(),
  orderId: z.string(),
  orderKey: z.string(),
  expiresAt: z.string(),
});
export type CheckoutAnswer = z.infer<typeof checkoutAnswer>;
