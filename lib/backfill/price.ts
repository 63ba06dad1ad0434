import Stripe from 'stripe';
import { z } from 'zod';
import { onAccount } from '../sync/mark';
import { time } from '../time';
import type { World } from '../world';
import { shownPrice, shownProduct, type ShownPrice, type ShownProduct } from './shown';

const loggedPrice = z.object({
  stripe_price_id: z.string(),
  stripe_product_id: z.string(),
  unit_amount: z.coerce.number().nullable(),
  currency: z.string(),
  tariff: z.string().nullable(),
  ticket_id: z.string().nullable(),
  lookup_key: z.string().nullable(),
  nickname: z.string().nullable(),
  recurring: z.custom<Stripe.Price.Recurring>().nullable(),
  metadata: z.record(z.string(), z.string()),
  created_at: time,
});

/** A price as Stripe shows it, and the product that it is of. */
type Read = { price?: ShownPrice; product?: ShownProduct };

/**
 * Reads a price, and its product in the same call. One that is gone has ended: the log keeps it as it was.
 * @param endedAt when it was archived, where an event tells.
 */
export async function readPrice(
  world: World,
  account: string,
  id: string,
  endedAt: string | null = null,
): Promise<Read> {
  try {
    const price = await world.stripe.prices.retrieve(id, { expand: ['product'] }, onAccount(account));
    const { product } = price;
    return {
      price: shownPrice(price, endedAt),
      ...(typeof product === 'string' || product.deleted ? {} : { product: shownProduct(product) }),
    };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.code !== 'resource_missing')
      throw error;
    const price = await loggedAs(world, account, id);
    return price ? { price: { ...price, active: false, ended_at: endedAt } } : {};
  }
}

async function loggedAs(world: World, account: string, id: string) {
  const asked = world.db
    .from('stripe_prices_log')
    .select(Object.keys(loggedPrice.shape).join(','))
    .eq('stripe_price_id', id)
    .eq('is_live', world.mode === 'live');
  const { data } = await (
    account === 'platform'
      ? asked.is('connected_account_id', null)
      : asked.eq('connected_account_id', account)
  ).throwOnError();
  return z.array(loggedPrice).max(1).parse(data)[0];
}
