import { flag, list, nullable, number, object, oneOf, shaped, text, type Guarded } from '../shape';

// What the shop shows, as its routes answer it. Every shopper's browser loads this, so it is read without zod.

/** So many units of one thing may be asked for at once. */
export const MAX_UNITS = 100;
/** Stripe takes so many lines in one checkout (https://docs.stripe.com/api/checkout/sessions/create). */
export const MAX_LINES = 100;

/** What is left of something: nothing where there is no limit. */
const available = nullable(number);

const productFields = {
  id: text,
  slug: text,
  name: text,
  description: nullable(text),
  imageUrl: nullable(text),
  price: text,
  currency: text,
  available: number,
  /** Whether Stripe knows its price, so that it can be paid for. */
  isOnSale: flag,
};
/** A product as the database tells it. */
export const storedProduct = object(productFields);
/** A product as `GET /api/products` shows it. `price` is a decimal in `currency`. */
export const shopProduct = object({ ...productFields, inStock: flag });
export type ShopProduct = Guarded<typeof shopProduct>;

const ticketFields = {
  id: text,
  name: text,
  description: nullable(text),
  eligibility: nullable(text),
  price: text,
  currency: text,
  available,
  isOnSale: flag,
};
/** A ticket type as the shop shows it. */
export const shopTicket = object({ ...ticketFields, inStock: flag });
export type ShopTicket = Guarded<typeof shopTicket>;

const eventFields = {
  id: text,
  slug: text,
  title: text,
  description: nullable(text),
  type: text,
  start: nullable(text),
  end: nullable(text),
  timeZone: text,
  imageUrl: nullable(text),
  isOver: flag,
  organisation: object({ id: text, name: text }),
  parent: nullable(object({ slug: text, title: text })),
};
/** An event as the database tells it. */
export const storedEvent = object({ ...eventFields, ticketTypes: list(object(ticketFields)) });
/** A published event with what is sold of it. Times are moments in UTC; `timeZone` says what the clock on the wall shows. */
export const shopEvent = object({ ...eventFields, ticketTypes: list(shopTicket) });
export type ShopEvent = Guarded<typeof shopEvent>;

export const spaceTariffs = ['hour', 'half_day', 'day', 'month'] as const;

/** A space with what it costs by the hour, the half day, the day and the month, as far as it is let by that. */
export const shopSpace = object({
  id: text,
  name: text,
  description: nullable(text),
  type: text,
  capacity: number,
  imageUrl: nullable(text),
  currency: text,
  prices: list(object({ tariff: oneOf(spaceTariffs), price: text, isOnSale: flag })),
});
export type ShopSpace = Guarded<typeof shopSpace>;

export const productsAnswer = shaped(object({ products: list(shopProduct), asOf: text }));
export const eventsAnswer = shaped(object({ events: list(shopEvent), asOf: text }));
export const spacesAnswer = shaped(object({ spaces: list(shopSpace), asOf: text }));

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
