import type Stripe from 'stripe';
import { z } from 'zod';
import { onAccount } from '../sync/mark';
import type { World } from '../world';
import { listed, reachedBy, readById } from './page';
import { readPrice } from './price';
import type { Page, Place } from './run';
import { momentOf, shownProduct, type ShownPrice, type ShownProduct } from './shown';

const types: Stripe.EventListParams['types'] = [
  'product.created',
  'product.updated',
  'product.deleted',
  'price.created',
  'price.updated',
  'price.deleted',
];

/** What events have touched. */
type Touched = {
  products: Set<string>;
  /** The prices, each with the moment of its end where an event tells it. */
  prices: Map<string, string | null>;
  /** Products as they were when they were deleted: nothing else shows them any more. */
  deleted: Map<string, ShownProduct>;
};

/**
 * Reads a page of the events of products and prices, and then once what they have touched: an event only hints. What a notice
 * has brought already is not read again.
 */
export async function readEvents(world: World, place: Place): Promise<Page> {
  const { answer, reads } = await listed(place, (asked) =>
    world.stripe.events.list({ ...asked, types }, onAccount(place.account)),
  );
  const untold = await untoldOf(world, answer.data);
  const touched = touchedBy(answer.data.filter(({ id }) => untold.has(id)));
  const asOf = new Date();
  const [products, prices] = await Promise.all([
    readTouched(world, place.account, [...touched.products]),
    readTouchedPrices(world, place.account, touched.prices),
  ]);
  const gone = new Set(products.deleted);
  const deleted = [...touched.deleted.values()].filter(({ stripe_product_id: id }) => gone.has(id));
  return {
    shown: {
      products: [...products.products, ...deleted],
      prices: [...products.prices, ...prices],
      deleted: products.deleted,
      asOf,
    },
    products: products.products.map((product) => product.stripe_product_id),
    reads: reads + (touched.products.size > 0 ? 1 : 0) + touched.prices.size,
    ...reachedBy(answer),
  };
}

async function untoldOf(world: World, events: Stripe.Event[]): Promise<Set<string>> {
  const ids = JSON.stringify(events.map(({ id }) => id));
  const { data } = await world.db.rpc('backfill_untold', { events: ids }).throwOnError();
  return new Set(z.array(z.string()).parse(data));
}

/** Events come newest first: of several about one thing, the first says how it ended. */
function touchedBy(events: Stripe.Event[]): Touched {
  const touched: Touched = { products: new Set(), prices: new Map(), deleted: new Map() };
  for (const event of events) {
    switch (event.type) {
      case 'product.deleted':
        touched.deleted.set(event.data.object.id, { ...shownProduct(event.data.object), is_deleted: true });
        touched.products.add(event.data.object.id);
        break;
      case 'product.created':
      case 'product.updated':
        touched.products.add(event.data.object.id);
        break;
      case 'price.created':
      case 'price.updated':
      case 'price.deleted': {
        const { id, active } = event.data.object;
        const hasEnded = event.type === 'price.updated' && event.data.previous_attributes?.active === true;
        const endedAt = hasEnded && !active ? momentOf(event.created) : null;
        touched.prices.set(id, touched.prices.get(id) ?? endedAt);
        break;
      }
    }
  }
  return touched;
}

async function readTouched(world: World, account: string, ids: string[]) {
  return ids.length === 0 ? { products: [], prices: [], deleted: [] } : readById(world, account, ids);
}

async function readTouchedPrices(world: World, account: string, prices: Touched['prices']) {
  const read = await Promise.all([...prices].map(([id, endedAt]) => readPrice(world, account, id, endedAt)));
  return read.flatMap(({ price }): ShownPrice[] => (price ? [price] : []));
}
