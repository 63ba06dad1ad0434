import Stripe from 'stripe';
import { z } from 'zod';
import type { OrderStatus } from '../schemas/shop';
import { onAccount } from '../sync/mark';
import type { World } from '../world';
import { settle, settleShown } from './settle';

const open = z.object({ account: z.string(), session_id: z.string() }).nullable();

/**
 * Ends the open checkout of an order, so that its units are free. It is Stripe that ends it: while the buyer could still pay,
 * the hold stays (S3), and one who has just paid keeps the order. @throws Problem `not_found` for an unknown order.
 */
export async function cancel(world: World, order: string): Promise<OrderStatus | null> {
  const { data } = await world.db.rpc('order_cancel', { order_id: order }).throwOnError();
  const asked = open.parse(data);
  if (asked === null) return null;
  const account = asked.account === 'platform' ? null : asked.account;
  try {
    const ended = await world.stripe.checkout.sessions.expire(
      asked.session_id,
      undefined,
      onAccount(asked.account),
    );
    return await settleShown(world, ended, account);
  } catch (error) {
    // It is over already, in one way or the other: what it shows decides.
    if (error instanceof Stripe.errors.StripeInvalidRequestError)
      return settle(world, asked.session_id, account);
    throw error;
  }
}
