'use client';

import { useQuery } from '@tanstack/react-query';
import type { Standing } from './cart';
import { goneFrom, productStanding, tariffStanding, ticketStanding } from './standing';
import { shopEvents, shopProducts, shopSpaces } from '@/lib/queries/shop';
import type { ShopEvent, ShopProduct, ShopSpace, ShopTicket } from '@/lib/schemas/shop';

// A page shows what the server knew at a moment, `asOf`. What is read later in the browser wins over it, row by row; nothing
// is read before that moment is half a minute old. The cache starts without rows, and without a time that could win.
const since = (asOf: string) => ({ initialDataUpdatedAt: Date.parse(asOf) });

/** A product as it is by now. */
export function useProduct(shown: ShopProduct, asOf: string): Standing {
  const { data } = useQuery({ ...shopProducts(), initialData: { products: [], asOf: '' }, ...since(asOf) });
  if (data.asOf <= asOf) return productStanding(shown);
  const product = data.products.find(({ id }) => id === shown.id);
  return product ? productStanding(product) : goneFrom(shown);
}

/** A ticket type of an event as it is by now. */
export function useTicket(
  event: Pick<ShopEvent, 'id' | 'isOver'>,
  shown: ShopTicket,
  asOf: string,
): Standing {
  const { data } = useQuery({ ...shopEvents(), initialData: { events: [], asOf: '' }, ...since(asOf) });
  if (data.asOf <= asOf) return ticketStanding(event, shown);
  const now = data.events.find(({ id }) => id === event.id);
  const ticket = now?.ticketTypes.find(({ id }) => id === shown.id);
  return now && ticket ? ticketStanding(now, ticket) : goneFrom(shown);
}

type Tariff = ShopSpace['prices'][number];

/** A tariff of a space as it is by now. */
export function useTariff(space: Pick<ShopSpace, 'id' | 'currency'>, shown: Tariff, asOf: string): Standing {
  const { data } = useQuery({ ...shopSpaces(), initialData: { spaces: [], asOf: '' }, ...since(asOf) });
  if (data.asOf <= asOf) return tariffStanding(space, shown);
  const now = data.spaces.find(({ id }) => id === space.id);
  const tariff = now?.prices.find((each) => each.tariff === shown.tariff);
  return now && tariff ? tariffStanding(now, tariff) : goneFrom({ ...shown, currency: space.currency });
}
