import type Stripe from 'stripe';
import { z } from 'zod';
import { kinds } from '../kinds/registry.gen';

/** A product as a line of the log; the names are those of the columns. */
export type ShownProduct = {
  stripe_product_id: string;
  name: string;
  description: string | null;
  active: boolean;
  is_deleted: boolean;
  type: string | null;
  project: string | null;
  kind: string | null;
  row_id: string | null;
  images: string[];
  metadata: Stripe.Metadata;
  default_price_id: string | null;
  created_at: string;
  updated_at: string;
};

/** A price as a line of the log. */
export type ShownPrice = {
  stripe_price_id: string;
  stripe_product_id: string;
  unit_amount: number | null;
  currency: string;
  active: boolean;
  tariff: string | null;
  ticket_id: string | null;
  lookup_key: string | null;
  nickname: string | null;
  recurring: Stripe.Price.Recurring | null;
  metadata: Stripe.Metadata;
  created_at: string;
  /** When it was archived, where an event of Stripe tells. */
  ended_at: string | null;
};

/** What stands in the column `project` for products of ours that name none. */
const OWN_PROJECT = 'tandem';
const rowId = z.guid();

/** A product as the log keeps it: as it is, whatever its name, its metadata and its prices are. */
export function shownProduct(product: Stripe.Product): ShownProduct {
  const { id, name, description, active, images, metadata, default_price, created, updated } = product;
  const owner = ownerOf(id, metadata);
  return {
    stripe_product_id: id,
    name,
    description,
    active,
    is_deleted: false,
    type: metadata.type ?? null,
    project: metadata.project ?? (owner ? OWN_PROJECT : null),
    kind: owner?.kind ?? null,
    row_id: owner?.id ?? null,
    images,
    metadata,
    default_price_id: typeof default_price === 'string' ? default_price : (default_price?.id ?? null),
    created_at: momentOf(created),
    updated_at: momentOf(updated),
  };
}

/** Whose row a product is: by the id in its metadata, or by the id that we would have chosen for it. */
function ownerOf(productId: string, metadata: Stripe.Metadata): { kind: string; id: string } | undefined {
  return Object.keys(kinds)
    .map((kind) => ({ kind, id: metadata[`${kind}_id`] ?? afterPrefix(productId, `${kind}_`) ?? '' }))
    .find(({ id }) => rowId.safeParse(id).success);
}

function afterPrefix(text: string, prefix: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

/** A price as the log keeps it. @param endedAt when it was archived, where that is known. */
export function shownPrice(price: Stripe.Price, endedAt: string | null = null): ShownPrice {
  const { id, product, unit_amount, currency, active, metadata, lookup_key, nickname, recurring } = price;
  return {
    stripe_price_id: id,
    stripe_product_id: typeof product === 'string' ? product : product.id,
    unit_amount,
    currency,
    active,
    tariff: metadata.tariff ?? null,
    ticket_id: metadata.ticket_id ?? null,
    lookup_key,
    nickname,
    recurring,
    metadata,
    created_at: momentOf(price.created),
    ended_at: endedAt,
  };
}

/** A time of Stripe's, in whole seconds, as the database takes it. */
export function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
