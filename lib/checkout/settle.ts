import Stripe from 'stripe';
import { z } from 'zod';
import { isId } from '../paths';
import { orderStatuses, type OrderStatus } from '../schemas/shop';
import { onAccount } from '../sync/mark';
import type { World } from '../world';
import { makeRefunds } from './refund';

const status = z.enum(orderStatuses).nullable();

/**
 * Looks at a checkout session at Stripe and settles its order by what it shows: paid, on its way, failed or over. Webhooks,
 * the buyer's page and the clock all call this; however often and in whatever order, one payment has one effect (S6).
 * @param account the connected account it lives in; null for the platform's own.
 * @returns where the order stands; nothing when the session is of no order of ours.
 */
export async function settle(
  world: World,
  session: string,
  account: string | null,
): Promise<OrderStatus | null> {
  const shown = await look(world, session, account);
  return shown ? settleShown(world, shown, account) : null;
}

/** Settles by a session that was just read. */
export async function settleShown(
  world: World,
  shown: Stripe.Checkout.Session,
  account: string | null,
): Promise<OrderStatus | null> {
  const order = shown.metadata?.order_id ?? shown.client_reference_id;
  if (!order || !isId(order)) return null;
  const { data } = await world.db
    .rpc('order_settle', { order_id: order, report: JSON.stringify(reportOf(shown, account)) })
    .throwOnError();
  const settled = status.parse(data);
  world.log.info({ order, outcome: settled }, 'settled');
  // What cannot be honoured goes back at once; whoever dies here leaves it to the clock.
  if (settled === 'refunding') await makeRefunds(world);
  return settled;
}

/** A session with its payment; nothing when there is none of that id. */
async function look(world: World, session: string, account: string | null) {
  try {
    return await world.stripe.checkout.sessions.retrieve(
      session,
      { expand: ['payment_intent'] },
      onAccount(account ?? 'platform'),
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return undefined;
    throw error;
  }
}

/** Payments that are over without money (https://docs.stripe.com/payments/paymentintents/lifecycle). */
const OVER = new Set(['requires_payment_method', 'canceled']);

function reportOf(shown: Stripe.Checkout.Session, account: string | null) {
  const { payment_intent: payment } = shown;
  const isUnpaid = shown.status === 'complete' && shown.payment_status === 'unpaid';
  return {
    session_id: shown.id,
    status: shown.status,
    payment_status: shown.payment_status,
    amount_total: shown.amount_total,
    currency: shown.currency,
    payment_intent: typeof payment === 'string' ? payment : (payment?.id ?? null),
    // A debit that the bank has sent back: the session stays complete and unpaid.
    is_failed: isUnpaid && typeof payment === 'object' && payment !== null && OVER.has(payment.status),
    email: shown.customer_details?.email ?? null,
    account: account ?? 'platform',
    is_live: shown.livemode,
  };
}

/** A payment has come in: its session tells which order it is for. One that is known already costs no call. */
export async function settlePayment(world: World, payment: string, account: string | null): Promise<void> {
  const { data } = await world.db.rpc('payment_known', { payment_intent: payment }).throwOnError();
  if (data === true) return;
  const sessions = await world.stripe.checkout.sessions.list(
    { payment_intent: payment, limit: 1 },
    onAccount(account ?? 'platform'),
  );
  const [session] = sessions.data;
  if (session) await settleShown(world, session, account);
}
