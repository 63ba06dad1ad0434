import Stripe from 'stripe';
import { onAccount } from '../sync/mark';
import type { World } from '../world';
import type { Page, Place } from './run';
import { shownPrice, shownProduct } from './shown';

/** Stripe lists a hundred objects in one call, and products by as many ids. */
const PAGE = 100;

/**
 * What a list of Stripe is asked for a page of a window. Without the cursor, from the second it had reached: what shares that
 * second is read again.
 */
export function listing({ from_s, to_s, cursor, reached_s }: Place, hasCursor = true) {
  const end = hasCursor || reached_s === null ? to_s : reached_s + 1;
  return {
    limit: PAGE,
    created: { gte: from_s, ...(end === null ? {} : { lt: end }) },
    ...(hasCursor && cursor !== null ? { starting_after: cursor } : {}),
  };
}

/** Lists a page; anew from its second when the object at the cursor was deleted meanwhile. */
export async function listed<T>(place: Place, list: (asked: ReturnType<typeof listing>) => Promise<T>) {
  try {
    return { answer: await list(listing(place)), reads: 1 };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.param !== 'starting_after')
      throw error;
    return { answer: await list(listing(place, false)), reads: 2 };
  }
}

/** How far a page has brought its window. */
export function reachedBy({
  data,
  has_more,
}: {
  data: { id: string; created: number }[];
  has_more: boolean;
}) {
  return {
    seen: data.length,
    cursor: data.at(-1)?.id ?? null,
    first_s: data[0]?.created ?? null,
    reached_s: data.at(-1)?.created ?? null,
    has_more,
  };
}

/** Products as they are, with the default price of each: most have no other one. */
function productsOf(data: Stripe.Product[]) {
  return {
    products: data.map(shownProduct),
    prices: data.flatMap(({ default_price }) =>
      typeof default_price === 'object' && default_price !== null ? [shownPrice(default_price)] : [],
    ),
  };
}

/** Reads the next page of a window of products. */
export async function readProducts(world: World, place: Place): Promise<Page> {
  const asOf = new Date();
  const { answer, reads } = await listed(place, (asked) =>
    world.stripe.products.list({ ...asked, expand: ['data.default_price'] }, onAccount(place.account)),
  );
  return {
    shown: { ...productsOf(answer.data), asOf },
    products: answer.data.map(({ id }) => id),
    reads,
    ...reachedBy(answer),
  };
}

/** Reads the next page of a window of prices: Stripe lists active and archived ones apart. */
export async function readPrices(world: World, place: Place): Promise<Page> {
  const asOf = new Date();
  const { answer, reads } = await listed(place, (asked) =>
    world.stripe.prices.list({ ...asked, active: place.object === 'price' }, onAccount(place.account)),
  );
  return {
    shown: { prices: answer.data.map((price) => shownPrice(price)), asOf },
    products: [],
    reads,
    ...reachedBy(answer),
  };
}

/** Reads products by their ids, a hundred in one call. Those that are not there are gone. */
export async function readById(world: World, account: string, ids: string[]) {
  const asOf = new Date();
  const { data } = await world.stripe.products.list(
    { ids, limit: PAGE, expand: ['data.default_price'] },
    onAccount(account),
  );
  const found = new Set(data.map(({ id }) => id));
  return { ...productsOf(data), deleted: ids.filter((id) => !found.has(id)), asOf };
}

/** Looks at products that the log holds and a window of all of them did not show. */
export async function readMissing(world: World, { account }: Place, ids: string[]): Promise<Page> {
  const shown = await readById(world, account, ids);
  const place = { seen: 0, cursor: null, first_s: null, reached_s: null, has_more: false };
  return { shown, products: shown.products.map((product) => product.stripe_product_id), reads: 1, ...place };
}
