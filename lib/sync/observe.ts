import Stripe from 'stripe';
import type { World } from '../world';
import { onAccount, type Mark } from './mark';
import { nothingSeen, priceSeen, productSeen, type Seen } from './seen';

/** The id that we choose for the product of a row: a second create of it is refused by Stripe itself. */
export function productId(kind: string, rowId: string): string {
  return `${kind}_${rowId}`;
}

/**
 * What Stripe shows of a row. What it answered last is trusted, so that an ordinary change costs no read; Stripe is read
 * when a worker died in between, when somebody asked for it, and when the row names a product made before us.
 */
export async function observe(world: World, mark: Mark, look: boolean): Promise<Seen> {
  if (!look) return mark.seen ?? nothingSeen;
  const product = await findProduct(world, mark);
  if (product === undefined) return nothingSeen;
  const prices = [];
  // Stripe lists active and archived prices apart; both are needed, since an archived one may come back.
  for (const active of [true, false]) {
    for await (const price of world.stripe.prices.list(
      { product: product.id, active, limit: 100 },
      onAccount(mark.account),
    )) {
      prices.push(priceSeen(price));
    }
  }
  return { product: productSeen(product), prices };
}

/** The product of a row: the one we know, the one we would have made, or one that names the row in its metadata. */
async function findProduct(world: World, mark: Mark): Promise<Stripe.Product | undefined> {
  const own = productId(mark.kind, mark.row_id);
  const known = [mark.seen?.product?.id, mark.stripe_product_id, own].filter((id) => typeof id === 'string');
  for (const id of new Set(known)) {
    const product = await retrieve(world, id, mark.account);
    if (product && isOurs(product, mark, own)) return product;
  }
  const { data } = await world.stripe.products.search(
    { query: `metadata['${mark.kind}_id']:'${mark.row_id}'`, limit: 1 },
    onAccount(mark.account),
  );
  return data[0];
}

/** A product that another row claims is never taken, whatever a row says. */
export function isOurs(
  product: Pick<Stripe.Product, 'id' | 'metadata'>,
  mark: Pick<Mark, 'kind' | 'row_id'>,
  own: string,
): boolean {
  const claims = product.metadata[`${mark.kind}_id`];
  return product.id === own || claims === undefined || claims === mark.row_id;
}

async function retrieve(world: World, id: string, account: string): Promise<Stripe.Product | undefined> {
  try {
    return await world.stripe.products.retrieve(id, {}, onAccount(account));
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return undefined;
    throw error;
  }
}
