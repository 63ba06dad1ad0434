import type { WantedPrice } from '../kinds/kind';
import type { Seen, SeenPrice } from './seen';

type Match = { price: WantedPrice; found: SeenPrice };

/** The name by which a repeat finds the price of a tariff again: unique among the prices of an account. */
export function lookupKey(row: string, tariff: string): string {
  return `${row}_${tariff}`;
}

/** Whether a price carries the names that we give it. */
export function showsLabel(found: SeenPrice, want: WantedPrice, row: string): boolean {
  return (
    found.lookup_key === lookupKey(row, want.tariff) &&
    (found.nickname ?? '') === (want.nickname ?? '') &&
    Object.entries(want.metadata).every(([key, value]) => (found.metadata[key] ?? '') === value)
  );
}

/** A price of a tariff, or one that nobody has named yet and that shows the same amount: the seed's, or a half-made one. */
function serves(found: SeenPrice, want: WantedPrice): boolean {
  return (
    found.is_one_time &&
    found.unit_amount === want.unit_amount &&
    found.currency === want.currency &&
    (found.tariff === want.tariff || found.tariff === null)
  );
}

/** The better a price is known to be of this tariff, the sooner it is taken. */
function rank(found: SeenPrice, want: WantedPrice, row: string, defaultPrice: string | null): number {
  if (found.lookup_key === lookupKey(row, want.tariff)) return 0;
  if (found.tariff === want.tariff) return 1;
  return found.id === defaultPrice ? 2 : 3;
}

/**
 * Finds the price of each tariff among those that Stripe shows: active ones are kept, an archived one of the same amount
 * is revived (so that prices of a row stay bounded), the rest is missing. What is left over serves no tariff.
 */
export function matchPrices(prices: WantedPrice[], seen: Seen, row: string) {
  const left = new Set(seen.prices);
  const kept: Match[] = [];
  const revived: Match[] = [];
  const missing: WantedPrice[] = [];
  const best = (price: WantedPrice, isActive: boolean) =>
    [...left]
      .filter((found) => found.active === isActive && serves(found, price))
      .sort((a, b) => {
        const ranked = (found: SeenPrice) => rank(found, price, row, seen.product?.default_price ?? null);
        return ranked(a) - ranked(b) || (a.id < b.id ? -1 : 1);
      })[0];
  // Prices that are named are given out before unnamed ones may serve another tariff of the same amount.
  const named = prices.filter((price) => {
    const found = best(price, true);
    if (found?.tariff !== price.tariff) return true;
    left.delete(found);
    kept.push({ price, found });
    return false;
  });
  for (const price of named) {
    const active = best(price, true);
    const found = active ?? best(price, false);
    if (found) left.delete(found);
    if (active) kept.push({ price, found: active });
    else if (found) revived.push({ price, found });
    else missing.push(price);
  }
  return { kept, revived, missing, left: [...left] };
}
