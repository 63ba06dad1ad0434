import { z } from 'zod';
import type { World } from '../world';
import { findDrift } from './drift';
import type { ShownPrice, ShownProduct } from './shown';

const kept = z.object({ new: z.array(z.string()), changed: z.array(z.string()) });

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
export async function keepProducts(world: World, account: string, shown: Shown) {
  const { data } = await world.db
    .rpc('catalogue_keep', {
      account,
      is_live: world.mode === 'live',
      report: JSON.stringify(reportOf(shown)),
    })
    .throwOnError();
  const found = kept.parse(data);
  const products = [...found.new, ...found.changed];
  if (products.length > 0) await findDrift(world, account, products);
  return found;
}

/** A reading as the database takes it. */
export function reportOf({ products = [], prices = [], deleted = [], asOf }: Shown) {
  return { as_of: asOf.toISOString(), products, prices, deleted };
}
