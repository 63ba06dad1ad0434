import Stripe from 'stripe';
import { Problem } from '../errors';
import type { Locale } from '../money';
import { onAccount } from '../sync/mark';
import type { World } from '../world';
import type { Held } from './hold';

/** Stripe's shortest is 30 minutes from when it makes the session; one more, since clocks differ. */
const OPEN_MINUTES = 31;
/** So often a call whose answer was lost is made again, under the same key. */
const TRIES = 3;

export type Way = { successUrl: string; cancelUrl: string; email?: string | undefined; locale: Locale };

/**
 * Opens the checkout of a held order at Stripe, where the money is meant to go.
 * @throws Problem `not_for_sale` when Stripe refuses it, for certain: nobody can pay. `unavailable` when Stripe does not
 * answer: then the hold stays until it is known that there is nothing to pay (S3).
 */
export async function openSession(world: World, held: Held, way: Way): Promise<Stripe.Checkout.Session> {
  let epoch = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await world.stripe.checkout.sessions.create(paramsOf(held, way), {
        idempotencyKey: `order:${held.orderId}:${epoch}`,
        ...onAccount(held.account),
      });
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      const status = error.statusCode ?? 0;
      const mayHaveActed = status === 0 || status >= 500;
      if (!mayHaveActed && status !== 409 && status !== 429) throw refusedBy(error);
      if (tries >= TRIES) {
        const found = mayHaveActed ? await findSession(world, held) : undefined;
        if (found) return found;
        throw mayHaveActed ? new Problem('unavailable', { cause: error }) : refusedBy(error, 'unavailable');
      }
      // A stored 500 would be answered again for its key; a session that it has made all the same is looked for first.
      if (status >= 500) {
        const found = await findSession(world, held);
        if (found) return found;
        epoch += 1;
      }
    }
  }
}

/** Stripe has not opened the checkout, and will not under any key of ours. */
export class NotOpened extends Problem {}

function refusedBy(error: InstanceType<typeof Stripe.errors.StripeError>, code = 'not_for_sale') {
  return new NotOpened(code, { cause: error });
}

function paramsOf(held: Held, way: Way): Stripe.Checkout.SessionCreateParams {
  const metadata = { order_id: held.orderId };
  return {
    mode: 'payment',
    line_items: held.lines,
    client_reference_id: held.orderId,
    metadata,
    payment_intent_data: {
      metadata,
      ...(held.feeMinor > 0 ? { application_fee_amount: held.feeMinor } : {}),
    },
    success_url: way.successUrl,
    cancel_url: way.cancelUrl,
    locale: way.locale,
    expires_at: Math.floor(held.now) + OPEN_MINUTES * 60,
    ...(way.email === undefined ? {} : { customer_email: way.email }),
  };
}

/**
 * The open session of an order, whose answer was lost; nothing when Stripe has made none.
 * @throws what Stripe throws, while it does not answer.
 */
export async function findSession(
  world: World,
  { orderId, account, now }: Pick<Held, 'orderId' | 'account' | 'now'>,
): Promise<Stripe.Checkout.Session | undefined> {
  const since = Math.floor(now) - 60;
  const sessions = world.stripe.checkout.sessions.list(
    { created: { gte: since, lte: since + OPEN_MINUTES * 60 }, limit: 100 },
    onAccount(account),
  );
  for await (const session of sessions) if (session.metadata?.order_id === orderId) return session;
  return undefined;
}
