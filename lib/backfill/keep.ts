import { z } from 'zod';
import type { World } from '../world';
import { findDrift } from './drift';
import type { ShownPrice, ShownProduct } from './shown';

const kept = z.object({ new: z.array(z.string()), changed: z.array(z.string()) });
type Kept = z.infer<typeof kept>;

/** What Stripe has shown of an account in one reading. */
export type Shown = {
  products?: ShownProduct[];
  prices?: ShownPrice[];
  /** Products that are gone. */
  deleted?: string[];
  /**
   * When the reading began, by the clock of this process: of two readings that overlap, the one that began later knows more.
   * Clocks of servers are apart by milliseconds; what one of them gets wrong, the next comparison mends.
   */
  asOf: Date;
};

/**
 * Keeps what Stripe has shown, whoever has read it: the daily walk, or a notice. What is logged already as it is shown writes
 * nothing; what is new or has changed is compared with our rows. @returns the ids of products that are new, or changed, their
 * prices included.
 */
export async function keepProducts(world: World, account: string, shown: Shown): Promise<Kept> {
  const { data } = await world.db
    .rpc('catalogue_keep', {
      account,
      is_live: world.mode === 'live',
      report: reportOf(shown),
    })
    .throwOnError();
  return compare(world, account, kept.parse(data));
}

/** A reading as the database takes it: JSON in a text (docs/decisions/0005). Each price once, though two calls have shown it. */
export function reportOf({ products = [], prices = [], deleted = [], asOf }: Shown): string {
  const each = new Map(prices.map((price) => [price.stripe_price_id, price]));
  return JSON.stringify({ as_of: asOf.toISOString(), products, prices: [...each.values()], deleted });
}

/** Compares what was found new or changed with our rows. */
export async function compare<Found extends Kept>(
  world: World,
  account: string,
  found: Found,
): Promise<Found> {
  const products = [...found.new, ...found.changed];
  if (products.length > 0) await findDrift(world, account, products);
  return found;
}
