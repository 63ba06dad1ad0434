import type { CartLine, Standing } from './cart';
import type { ShopEvent, ShopProduct, ShopSpace, ShopTicket } from '@/lib/schemas/shop';

/** So few left is worth saying. */
const FEW = 3;

/** How many are left, where they are few; nothing otherwise. */
export function fewLeft({ state, available }: Standing): number | undefined {
  return state === 'fine' && available !== null && available <= FEW ? available : undefined;
}

/** What a page shows of a thing that is not on sale any more. */
export function goneFrom({ price, currency }: { price: string; currency: string }): Standing {
  return { state: 'gone', available: 0, price, currency };
}

/** How a product stands. What is sold is said to be sold, whatever else there is to say. */
export function productStanding({ price, currency, available, inStock, isOnSale }: ShopProduct): Standing {
  return { state: inStock ? (isOnSale ? 'fine' : 'soon') : 'sold', available, price, currency };
}

/** How a ticket type of an event stands. */
export function ticketStanding({ isOver }: Pick<ShopEvent, 'isOver'>, ticket: ShopTicket): Standing {
  const { price, currency, available, inStock, isOnSale } = ticket;
  const state = isOver ? 'over' : inStock ? (isOnSale ? 'fine' : 'soon') : 'sold';
  return { state, available, price, currency };
}

/** How a tariff of a space stands. Time in it is agreed on afterwards, so there is no end to it. */
export function tariffStanding(
  { currency }: Pick<ShopSpace, 'currency'>,
  { price, isOnSale }: ShopSpace['prices'][number],
): Standing {
  return { state: isOnSale ? 'fine' : 'soon', available: null, price, currency };
}

/** What is known of the shop: each part with the time it was read at, or nothing while it was not. */
export type Known = { products?: ShopProduct[]; events?: ShopEvent[]; spaces?: ShopSpace[] };

/** How the thing of a cart's line stands; nothing while that is not known. */
export function standingOf(line: CartLine, known: Known): Standing | undefined {
  const gone = goneFrom(line);
  if (line.kind === 'product') {
    const product = known.products?.find(({ id }) => id === line.id);
    return known.products && (product ? productStanding(product) : gone);
  }
  if (line.kind === 'space') {
    const space = known.spaces?.find(({ id }) => id === line.id);
    const tariff = space?.prices.find((each) => each.tariff === line.tariff);
    return known.spaces && (space && tariff ? tariffStanding(space, tariff) : gone);
  }
  for (const event of known.events ?? []) {
    const ticket = event.ticketTypes.find(({ id }) => id === line.id);
    if (ticket) return ticketStanding(event, ticket);
  }
  return known.events && gone;
}
