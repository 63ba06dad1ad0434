import type { z } from 'zod';
import { announce } from './announce';
import { endpoint, type Act } from './endpoint';
import { missing, refuse } from './errors';
import * as field from './fields';
import { letters, newId } from './ids';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { CartRecord, IntentObject, SessionObject } from './objects';

/** The intent that a session makes when its buyer first tries to pay. */
export function newIntent(act: Act, session: SessionObject, cart: CartRecord): IntentObject {
  const id = newId('intent');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: cart.application_fee_amount === null ? null : 'ca_tandem',
    application_fee_amount: cart.application_fee_amount,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${letters(25)}`,
    confirmation_method: 'automatic',
    created: act.core.clock.seconds(),
    currency: session.currency ?? 'eur',
    customer: null,
    customer_account: null,
    description: cart.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: act.space.livemode,
    managed_payments: null,
    metadata: cart.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: cart.receipt_email,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: null,
  };
}

const change = field.record({
  ...field.expand,
  description: field.unsettable(1000).optional(),
  metadata: field.clearableMetadata.optional(),
});
const filters = field.record({
  ...field.paging,
  created: field.range.optional(),
  customer: field.text(255).optional(),
});
const path = '/v1/payment_intents';

function find({ space }: Act, id: string) {
  const intent = space.tables.payment_intent.get(id);
  if (!intent) throw missing('payment_intent', id, 'intent');
  return intent;
}

function update(act: Act, id: string, { description, metadata }: z.output<typeof change>) {
  const before = find(act, id);
  return act.space.tables.payment_intent.put({
    ...before,
    description: description === undefined ? before.description : description || null,
    metadata: withMetadata(before.metadata, metadata),
  });
}

// An intent made by Checkout ends with its session; before that it cannot be canceled on its own.
function cancel(act: Act, id: string): IntentObject {
  const before = find(act, id);
  const session = act.space.tables['checkout.session'].find('payment_intent', id);
  if (session?.status === 'open') {
    throw refuse(
      'You cannot cancel this PaymentIntent because it was created by a Checkout Session; expire the session instead.',
    );
  }
  if (before.status !== 'requires_payment_method') {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${before.status}.`;
    throw refuse(message, undefined, 'payment_intent_unexpected_state');
  }
  const canceled_at = act.core.clock.seconds();
  const canceled = act.space.tables.payment_intent.put({ ...before, status: 'canceled', canceled_at });
  announce(act, 'payment_intent.canceled', canceled);
  return canceled;
}

export const paymentIntents = [
  endpoint({
    method: 'GET',
    path,
    params: filters,
    run: ({ space, url }, asked) =>
      page({ table: space.tables.payment_intent, noun: 'payment_intent', url, paging: asked }),
  }),
  endpoint({
    method: 'GET',
    path: `${path}/:id`,
    params: field.record({ ...field.expand, client_secret: field.text(255).optional() }),
    run: (call, _, id) => find(call, id),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id`,
    params: change,
    run: (call, params, id) => update(call, id, params),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id/cancel`,
    params: field.record({ ...field.expand, cancellation_reason: field.text(50).optional() }),
    run: (call, _, id) => cancel(call, id),
  }),
];
