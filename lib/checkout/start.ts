import { Problem } from '../errors';
import type { CheckoutAnswer } from '../schemas/bought';
import type { World } from '../world';
import { hold, type Asking, type Held } from './hold';
import { NotOpened, openSession } from './session';

/** The addresses of the shop that a checkout leads back to. */
export type Places = { orderUrl: (id: string, key: string) => string; cancelUrl: (id: string) => string };

/** After its time the session has ended at Stripe; a little later it is looked at, in case no notice has come. */
const LOOK_AFTER_SECONDS = 60;

/**
 * Starts a purchase: first the units are held, then Stripe is asked where to pay. What is given away needs no payment: its
 * order is there at once. @throws Problem, and then nothing is held that anybody could pay for.
 */
export async function start(world: World, asking: Asking, places: Places): Promise<CheckoutAnswer> {
  const held = await hold(world, asking);
  const { orderId, key } = held;
  const orderUrl = places.orderUrl(orderId, key);
  if (held.totalMinor === 0) return { url: orderUrl, orderId, orderKey: key, expiresAt: isoOf(held.now) };
  const { email, locale } = asking;
  const session = await openOrRelease(world, held, {
    ...{ email, locale },
    successUrl: orderUrl,
    cancelUrl: places.cancelUrl(orderId),
  });
  if (session.url === null) throw new Problem('internal', { detail: 'Stripe has opened no page to pay on.' });
  await world.db
    .rpc('order_session', {
      order_id: orderId,
      session_id: session.id,
      url: session.url,
      look_at: isoOf(session.expires_at + LOOK_AFTER_SECONDS),
    })
    .throwOnError();
  world.log.info({ order: orderId }, 'checkout opened');
  return { url: session.url, orderId, orderKey: key, expiresAt: isoOf(session.expires_at) };
}

async function openOrRelease(world: World, held: Held, way: Parameters<typeof openSession>[2]) {
  const release = (why: string) =>
    world.db.rpc('order_abandon', { order_id: held.orderId, why }).throwOnError();
  try {
    const session = await openSession(world, held, way);
    if (session.amount_total === held.totalMinor) return session;
    // Stripe would charge something else than was shown (S11): it is not paid.
    await world.stripe.checkout.sessions.expire(
      session.id,
      undefined,
      held.account === 'platform' ? {} : { stripeAccount: held.account },
    );
    throw new NotOpened('price_changed');
  } catch (error) {
    world.log.warn({ order: held.orderId, error }, 'the checkout could not be opened');
    if (error instanceof NotOpened) await release(error.code);
    throw error instanceof Problem ? error : new Problem('unavailable', { cause: error });
  }
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
