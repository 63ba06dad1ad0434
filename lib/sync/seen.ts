import type Stripe from 'stripe';
import { z } from 'zod';

const seenProduct = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  active: z.boolean(),
  images: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  default_price: z.string().nullable(),
});

export const seenPrice = z.object({
  id: z.string(),
  tariff: z.string().nullable(),
  unit_amount: z.number().nullable(),
  currency: z.string(),
  active: z.boolean(),
  is_one_time: z.boolean(),
  lookup_key: z.string().nullable(),
  nickname: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});

/** What Stripe shows of one row: its product, if there is one, and every price of it, archived ones too. */
export const seen = z.object({ product: seenProduct.nullable(), prices: z.array(seenPrice) });
export type Seen = z.infer<typeof seen>;
export type SeenProduct = z.infer<typeof seenProduct>;
export type SeenPrice = z.infer<typeof seenPrice>;

export const nothingSeen: Seen = { product: null, prices: [] };

/** What matters to us of a product as Stripe answered it. */
export function productSeen(product: Stripe.Product): SeenProduct {
  const { id, name, description, active, images, metadata, default_price } = product;
  const defaultId = typeof default_price === 'string' ? default_price : (default_price?.id ?? null);
  return { id, name, description, active, images, metadata, default_price: defaultId };
}

/** What matters to us of a price as Stripe answered it. */
export function priceSeen(price: Stripe.Price): SeenPrice {
  const { id, unit_amount, currency, active, type, lookup_key, nickname, metadata } = price;
  // The seed's prices of tickets name only the ticket.
  const tariff = metadata.tariff ?? metadata.ticket_id ?? null;
  return {
    id,
    tariff,
    unit_amount,
    currency,
    active,
    is_one_time: type === 'one_time',
    lookup_key,
    nickname,
    metadata,
  };
}

/** What is seen after Stripe has answered with a price: a lookup key belongs to one price only. */
export function withPrice({ product, prices }: Seen, price: SeenPrice): Seen {
  const others = prices
    .filter(({ id }) => id !== price.id)
    .map((other) =>
      other.lookup_key !== null && other.lookup_key === price.lookup_key
        ? { ...other, lookup_key: null }
        : other,
    );
  return { product, prices: [...others, price] };
}
