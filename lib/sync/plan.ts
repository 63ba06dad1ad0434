import type { Wanted, WantedPrice, WantedProduct } from '../kinds/kind';
import { matchPrices, showsLabel } from './match';
import type { Seen } from './seen';

/** What an update writes to a product; only what differs. */
export type ProductChange = Partial<Pick<WantedProduct, 'name' | 'description' | 'active' | 'images'>> & {
  metadata?: Record<string, string>;
  /** The tariff whose active price becomes the default one; null unsets the default. */
  default_tariff?: string | null;
};

type UpdateWords =
  'update the product' | 'archive the product' | 'revive the product' | 'make it the default';

/** One write to Stripe. */
export type Step =
  | { does: 'create the product with its price'; product: WantedProduct; price: WantedPrice }
  | { does: 'create the product'; product: WantedProduct }
  | { does: UpdateWords; change: ProductChange }
  | { does: 'label the price' | 'create a price' | 'revive the price'; price: WantedPrice; id?: string }
  | { does: 'archive the old price' | 'archive the price'; id: string };

/**
 * The writes that make Stripe show what is wanted, in an order that never leaves a product on sale without its price:
 * first new prices, then the product with its new default, then the old prices, since Stripe refuses to archive a default
 * price (https://docs.stripe.com/products-prices/manage-prices). Pure, and empty when Stripe already agrees.
 * @param want nothing when the row is gone. @param row names the row, as in `space_<id>`.
 */
export function plan(want: Wanted | null, seen: Seen, row: string): Step[] {
  if (!want?.product.active) return planArchive(want, seen);
  return seen.product === null ? planCreate(want) : planChange(want, seen, row);
}

/** A new product takes its first price along in one call; that price gets its names in a second one. */
function planCreate({ product, prices }: Wanted): Step[] {
  const [first, ...others] = prices;
  if (first === undefined) return [{ does: 'create the product', product }];
  return [
    { does: 'create the product with its price', product, price: first },
    { does: 'label the price', price: first },
    ...others.map((price): Step => ({ does: 'create a price', price })),
  ];
}

function planChange({ product, prices }: Wanted, seen: Seen, row: string): Step[] {
  const { kept, revived, missing, left } = matchPrices(prices, seen, row);
  const before: Step[] = [
    ...kept
      .filter(({ price, found }) => !showsLabel(found, price, row))
      .map(({ price, found }): Step => ({ does: 'label the price', price, id: found.id })),
    ...revived.map(({ price, found }): Step => ({ does: 'revive the price', price, id: found.id })),
    ...missing.map((price): Step => ({ does: 'create a price', price })),
  ];
  const keptIds = new Map(kept.map(({ price, found }) => [price.tariff, found.id]));
  const change = { ...changeOf(product, seen), ...changeOfDefault(prices[0], keptIds, seen) };
  const after = left
    .filter(({ active }) => active)
    .map(({ id }): Step => ({ does: 'archive the old price', id }));
  return [...before, ...updateOf(change), ...after];
}

/** What is off sale shows no default price and no active price; it keeps its name and its history. */
function planArchive(want: Wanted | null, seen: Seen): Step[] {
  if (seen.product === null) return [];
  const fields = want ? changeOf(want.product, seen) : seen.product.active ? { active: false } : {};
  const change = { ...fields, ...(seen.product.default_price === null ? {} : { default_tariff: null }) };
  const active = seen.prices.filter((price) => price.active);
  return [...updateOf(change), ...active.map(({ id }): Step => ({ does: 'archive the price', id }))];
}

function updateOf(change: ProductChange): Step[] {
  const keys = Object.keys(change);
  if (keys.length === 0) return [];
  if (change.active === false) return [{ does: 'archive the product', change }];
  if (change.active === true) return [{ does: 'revive the product', change }];
  const isDefaultOnly = keys.length === 1 && typeof change.default_tariff === 'string';
  return [{ does: isDefaultOnly ? 'make it the default' : 'update the product', change }];
}

function changeOfDefault(
  first: WantedPrice | undefined,
  kept: Map<string, string>,
  seen: Seen,
): ProductChange {
  const shown = seen.product?.default_price ?? null;
  if (first === undefined) return shown === null ? {} : { default_tariff: null };
  return shown !== null && kept.get(first.tariff) === shown ? {} : { default_tariff: first.tariff };
}

/** The fields of a product that Stripe shows otherwise. */
export function changeOf(want: WantedProduct, { product }: Seen): ProductChange {
  if (product === null) return {};
  const metadata = Object.fromEntries(
    Object.entries(want.metadata).filter(([key, value]) => (product.metadata[key] ?? '') !== value),
  );
  return {
    ...(want.name === product.name ? {} : { name: want.name }),
    ...((want.description ?? '') === (product.description ?? '') ? {} : { description: want.description }),
    ...(want.active === product.active ? {} : { active: want.active }),
    ...(isSame(want.images, product.images) ? {} : { images: want.images }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
}

function isSame(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((item, at) => item === right[at]);
}

/** Where Stripe, by the last look, shows otherwise than wanted; empty when they agree (C11). */
export function differences(want: Wanted | null, seen: Seen, row: string): string[] {
  return plan(want, seen, row).map(({ does }) => does);
}
