import { announce } from './announce';
import { declined, newCharge, settledCharge, type Method } from './charge-making';
import type { Act, Core } from './endpoint';
import { refuse, Refusal } from './errors';
import { collectFee } from './fees';
import type { CartRecord, ChargeObject, IntentObject, SessionObject } from './objects';
import { newIntent } from './payment-intents';

type Payer = { email?: string | undefined; name?: string | undefined };

/** What a person at the payment page does: pays by card, tries a card that is declined, or pays by bank debit. */
export function pay(
  act: Act,
  session: SessionObject,
  method: Method,
  { email, name }: Payer = {},
): SessionObject {
  const cart = act.space.tables.cart.get(session.id);
  if (session.status !== 'open' || !cart) {
    throw refuse(
      `This Checkout Session is ${session.status}; it can no longer be paid.`,
      undefined,
      'checkout_session_closed',
    );
  }
  const payer = { email: session.customer_email ?? email ?? 'buyer@example.com', name: name ?? null };
  if (session.amount_total === 0) return complete(act, session, payer, {});
  const intent = intentFor(act, session, cart);
  const outcome = method === 'card' ? 'succeeded' : method === 'delayed' ? 'pending' : 'failed';
  const charge = newCharge({ intent, method, outcome, created: act.core.clock.seconds(), ...payer });
  if (method === 'declined') return decline(act, session, intent, charge);
  if (method === 'delayed') return debit(act, session, intent, charge, payer);
  const paid = succeed(act, intent, charge, cart);
  return complete(act, session, payer, { payment_intent: paid.id, payment_status: 'paid' });
}

/** What the bank answers days later to a debit. */
export function answerDebit(act: Act, session: SessionObject, isPaid: boolean): SessionObject {
  const { tables } = act.space;
  const intent =
    session.payment_intent === null ? undefined : tables.payment_intent.get(session.payment_intent);
  const charge =
    typeof intent?.latest_charge === 'string' ? tables.charge.get(intent.latest_charge) : undefined;
  const cart = tables.cart.get(session.id);
  if (!intent || !charge || !cart || intent.status !== 'processing') {
    throw refuse('No payment of this Checkout Session is waiting for its bank.');
  }
  const settled = settledCharge(charge, isPaid);
  if (isPaid) {
    succeed(act, intent, settled, cart);
    const paid = tables['checkout.session'].put({ ...session, payment_status: 'paid' });
    announce(act, 'checkout.session.async_payment_succeeded', paid);
    return paid;
  }
  fail(act, intent, settled);
  announce(act, 'checkout.session.async_payment_failed', session);
  return session;
}

/** Finds a session wherever it lives, as its address does: the id alone is enough. */
export function sessionAnywhere(core: Core, id: string): { act: Act; session: SessionObject } | undefined {
  for (const space of core.store.spaces()) {
    const session = space.tables['checkout.session'].get(id);
    if (session) return { act: { core, space, request: null }, session };
  }
  return undefined;
}

function intentFor(act: Act, session: SessionObject, cart: CartRecord): IntentObject {
  const { tables } = act.space;
  const there =
    session.payment_intent === null ? undefined : tables.payment_intent.get(session.payment_intent);
  if (there) return there;
  const intent = tables.payment_intent.put(newIntent(act, session, cart));
  announce(act, 'payment_intent.created', intent);
  return intent;
}

function succeed(act: Act, intent: IntentObject, charge: ChargeObject, cart: CartRecord): IntentObject {
  const { tables } = act.space;
  const collected = tables.charge.put({ ...charge, application_fee: collectFee(act, charge, cart) });
  const paid = tables.payment_intent.put({
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: charge.payment_method,
    last_payment_error: null,
    processing: null,
  });
  announce(act, 'charge.succeeded', collected);
  announce(act, 'payment_intent.succeeded', paid);
  return paid;
}

function fail(act: Act, intent: IntentObject, charge: ChargeObject) {
  const { tables } = act.space;
  tables.charge.put(charge);
  const error = {
    type: 'card_error',
    ...declined,
    message: charge.failure_message ?? declined.message,
    charge: charge.id,
  };
  const failed = tables.payment_intent.put({
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge.id,
    last_payment_error: error,
  });
  announce(act, 'charge.failed', charge);
  announce(act, 'payment_intent.payment_failed', failed);
}

// The session stays open: the buyer may try another card.
function decline(act: Act, session: SessionObject, intent: IntentObject, charge: ChargeObject): never {
  fail(act, intent, charge);
  act.space.tables['checkout.session'].put({ ...session, payment_intent: intent.id });
  throw new Refusal({ type: 'card_error', ...declined, charge: charge.id }, { status: 402 });
}

// The buyer is done, the money is not there yet: https://docs.stripe.com/payments/checkout/fulfill-orders#delayed-notification
function debit(
  act: Act,
  session: SessionObject,
  intent: IntentObject,
  charge: ChargeObject,
  payer: Required<PayerDetails>,
) {
  const { tables } = act.space;
  tables.charge.put(charge);
  const processing = tables.payment_intent.put({
    ...intent,
    status: 'processing',
    latest_charge: charge.id,
    payment_method: charge.payment_method,
  });
  announce(act, 'charge.pending', charge);
  announce(act, 'payment_intent.processing', processing);
  return complete(act, session, payer, { payment_intent: intent.id });
}

type PayerDetails = { email: string | null; name: string | null };

function complete(
  act: Act,
  session: SessionObject,
  { email, name }: PayerDetails,
  paid: Partial<SessionObject>,
): SessionObject {
  const done = act.space.tables['checkout.session'].put({
    ...session,
    customer_details: {
      address: null,
      business_name: null,
      email,
      individual_name: null,
      name,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    status: 'complete',
    url: null,
    ...paid,
  });
  announce(act, 'checkout.session.completed', done);
  return done;
}
