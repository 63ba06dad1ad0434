import type { EventTicket } from '@/lib/schemas/ticket';

type Priced = Pick<EventTicket, 'price' | 'currency' | 'is_active'>;
export type PriceRange = { currency: string; from: string; to: string };

// Prices of one currency are only put in order here, never counted with.
const isLess = (one: string, other: string) => Number(one) < Number(other);

/** From which price to which an event is sold, one range for each currency, in the order of its ticket types. */
export function priceRanges(tickets: readonly Priced[]): PriceRange[] {
  const ranges = new Map<string, PriceRange>();
  for (const { price, currency, is_active } of tickets) {
    if (!is_active) continue;
    const { from, to } = ranges.get(currency) ?? { from: price, to: price };
    ranges.set(currency, {
      currency,
      from: isLess(price, from) ? price : from,
      to: isLess(to, price) ? price : to,
    });
  }
  return [...ranges.values()];
}

export const isFree = (price: string) => Number(price) === 0;
