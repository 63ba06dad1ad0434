import { z } from 'zod';
import type { World } from '../world';
import { cancel } from './cancel';
import { makeRefunds } from './refund';
import { findSession } from './session';
import { settle } from './settle';

const due = z.array(
  z.object({
    order_id: z.string(),
    account: z.string(),
    session_id: z.string().nullable(),
    opened: z.coerce.number(),
  }),
);
type Due = z.infer<typeof due>[number];

/**
 * Looks after orders of which nothing was heard: checkouts that should have ended, payments that take days, checkouts whose
 * answer was lost, refunds that were not made. So every payment ends, within a bound, as an order or a refund (S4), whoever
 * died on the way and whatever notice never came.
 */
export async function sweep(world: World): Promise<void> {
  for (;;) {
    const { data } = await world.db.rpc('order_sweep', { is_live: world.mode === 'live' }).throwOnError();
    const orders = due.parse(data);
    if (orders.length === 0) break;
    await Promise.all(orders.map((order) => lookOrLeave(world, order)));
  }
  await makeRefunds(world);
}

async function lookOrLeave(world: World, order: Due) {
  try {
    const account = order.account === 'platform' ? null : order.account;
    if (order.session_id !== null) await settle(world, order.session_id, account);
    else await findOrAbandon(world, order);
  } catch (error) {
    world.log.warn(
      { order: order.order_id, error },
      'an order could not be looked at; it is looked at again',
    );
  }
}

/** Nobody was told where to pay: what Stripe has made all the same is ended, and the units are free. */
async function findOrAbandon(world: World, { order_id, account, opened }: Due) {
  const found = await findSession(world, { orderId: order_id, account, now: opened });
  if (!found) {
    await world.db.rpc('order_abandon', { order_id, why: 'unavailable' }).throwOnError();
    return;
  }
  const look_at = new Date(found.expires_at * 1000).toISOString();
  await world.db
    .rpc('order_session', { order_id, session_id: found.id, url: found.url ?? '', look_at })
    .throwOnError();
  await cancel(world, order_id);
}
