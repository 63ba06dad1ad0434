import type { z } from 'zod';
import { announce } from './announce';
import { readable } from './currencies';
import { endpoint, type Act } from './endpoint';
import { invalid, missing, refuse } from './errors';
import { returnFee } from './fees';
import * as field from './fields';
import { newId } from './ids';
import { page } from './lists';
import { withMetadata } from './metadata';
import type { ChargeObject, RefundObject, RefundStatus } from './objects';

const creation = field.record({
  ...field.expand,
  amount: field.integer.optional(),
  charge: field.text(255).optional(),
  currency: field.notEmulated.optional(),
  customer: field.notEmulated.optional(),
  instructions_email: field.text(800).optional(),
  metadata: field.clearableMetadata.optional(),
  origin: field.notEmulated.optional(),
  payment_intent: field.text(255).optional(),
  reason: field.oneOf(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  refund_application_fee: field.flag.optional(),
  reverse_transfer: field.notEmulated.optional(),
});
const change = field.record({ ...field.expand, metadata: field.clearableMetadata.optional() });
const filters = field.record({
  ...field.paging,
  charge: field.text(255).optional(),
  created: field.range.optional(),
  payment_intent: field.text(255).optional(),
});
type Creation = z.output<typeof creation>;

/** Gives money back: https://docs.stripe.com/api/refunds/create. What is pending counts as given. */
export function refund(act: Act, given: Creation): RefundObject {
  const charge = chargeOf(act, given);
  const amount = checkAmount(act, charge, given.amount);
  const isFeeReturned = given.refund_application_fee ?? false;
  if (isFeeReturned && charge.application_fee === null) {
    throw refuse('The charge has no application fee, so it cannot be refunded.', 'refund_application_fee');
  }
  const { levers, clock } = act.core;
  const status = levers.set.refund_status;
  const made = act.space.tables.refund.put({
    id: newId('refund'),
    object: 'refund',
    amount,
    balance_transaction: newId('transaction'),
    charge: charge.id,
    created: clock.seconds(),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: { type: 'card', card: { type: 'refund' } },
    metadata: withMetadata({}, given.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(status === 'pending' ? { pending_reason: 'processing' } : {}),
    ...(status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}),
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status,
    transfer_reversal: null,
  });
  const after = counted(act, charge);
  announce(act, 'refund.created', made);
  if (status === 'failed') announce(act, 'refund.failed', made);
  else announce(act, 'charge.refunded', after, charge);
  if (isFeeReturned) returnFee(act, charge, amount);
  return made;
}

/** What becomes of a refund later; one that has succeeded may still fail: https://docs.stripe.com/refunds#failed-refunds */
export function settleRefund(act: Act, before: RefundObject, status: RefundStatus): RefundObject {
  if (before.status === status) return before;
  const isLost = status === 'failed' || status === 'canceled';
  const after = act.space.tables.refund.put({
    ...before,
    pending_reason: undefined,
    failure_reason: undefined,
    status,
    ...(status === 'failed'
      ? { failure_reason: 'lost_or_stolen_card', failure_balance_transaction: newId('transaction') }
      : {}),
    ...(status === 'pending' ? { pending_reason: 'processing' } : {}),
  });
  const charge = act.space.tables.charge.get(before.charge);
  if (charge) counted(act, charge);
  announce(act, 'refund.updated', after, before);
  announce(act, 'charge.refund.updated', after, before);
  if (isLost) announce(act, 'refund.failed', after);
  return after;
}

function checkAmount({ space }: Act, charge: ChargeObject, asked: number | undefined) {
  if (charge.status !== 'succeeded')
    throw refuse(`Charge ${charge.id} has not succeeded, so there is nothing to refund.`, 'charge');
  const disputes = [...space.tables.dispute.walk({ within: { index: 'charge', value: charge.id } })];
  if (disputes.some((dispute) => !dispute.is_charge_refundable)) {
    throw refuse(
      `Charge ${charge.id} has been charged back; cannot issue a refund.`,
      undefined,
      'charge_disputed',
    );
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0)
    throw refuse(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  const amount = asked ?? left;
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left) {
    const words = `${readable(amount, charge.currency)}) is greater than unrefunded amount on charge (${readable(left, charge.currency)}`;
    throw refuse(`Refund amount (${words})`, 'amount');
  }
  return amount;
}

function counted({ space }: Act, charge: ChargeObject) {
  const refunds = [...space.tables.refund.walk({ within: { index: 'charge', value: charge.id } })];
  const given = refunds.filter((one) => one.status !== 'failed' && one.status !== 'canceled');
  const amount_refunded = given.reduce((sum, one) => sum + one.amount, 0);
  return space.tables.charge.put({ ...charge, amount_refunded, refunded: amount_refunded === charge.amount });
}

function chargeOf({ space }: Act, { charge: id, payment_intent: intentId }: Creation) {
  if (id !== undefined) {
    const charge = space.tables.charge.get(id);
    if (!charge) throw missing('charge', id, 'charge');
    return charge;
  }
  if (intentId === undefined) {
    throw invalid(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'charge',
      'parameter_missing',
    );
  }
  const intent = space.tables.payment_intent.get(intentId);
  if (!intent) throw missing('payment_intent', intentId, 'payment_intent');
  const charge = intent.latest_charge === null ? undefined : space.tables.charge.get(intent.latest_charge);
  if (!charge || charge.status !== 'succeeded') {
    throw refuse(
      `This PaymentIntent (${intentId}) does not have a successful charge to refund.`,
      'payment_intent',
    );
  }
  return charge;
}

function find({ space }: Act, id: string) {
  const found = space.tables.refund.get(id);
  if (!found) throw missing('refund', id);
  return found;
}

function update(act: Act, id: string, { metadata }: z.output<typeof change>) {
  const before = find(act, id);
  const after = act.space.tables.refund.put({
    ...before,
    metadata: withMetadata(before.metadata ?? {}, metadata),
  });
  announce(act, 'refund.updated', after, before);
  return after;
}

function list({ space, url }: Act & { url: string }, asked: z.output<typeof filters>) {
  const { charge, payment_intent: intent } = asked;
  const byIntent = intent === undefined ? undefined : { index: 'payment_intent', value: intent };
  const within = charge === undefined ? byIntent : { index: 'charge', value: charge };
  return page({ table: space.tables.refund, noun: 'refund', url, paging: asked, within });
}

export const refunds = [
  endpoint({ method: 'POST', path: '/v1/refunds', params: creation, run: refund }),
  endpoint({ method: 'GET', path: '/v1/refunds', params: filters, run: list }),
  endpoint({
    method: 'GET',
    path: '/v1/refunds/:id',
    params: field.record(field.expand),
    run: (call, _, id) => find(call, id),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/refunds/:id',
    params: change,
    run: (call, params, id) => update(call, id, params),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/refunds/:id/cancel',
    params: field.record(field.expand),
    run: (call, _, id) => {
      const before = find(call, id);
      if (before.status === 'requires_action') return settleRefund(call, before, 'canceled');
      throw refuse('You can only cancel refunds with a status of `requires_action`.', 'id');
    },
  }),
];
