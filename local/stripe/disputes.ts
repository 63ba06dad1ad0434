import { announce } from './announce';
import { endpoint, type Act } from './endpoint';
import { missing } from './errors';
import * as field from './fields';
import { newId } from './ids';
import { page } from './lists';
import type { ChargeObject, DisputeObject } from './objects';

const week = 7 * 24 * 60 * 60;

/** The buyer's bank takes the money back. While it is open, nothing can be refunded. */
export function openDispute(act: Act, charge: ChargeObject): DisputeObject {
  const created = act.core.clock.seconds();
  const dispute = act.space.tables.dispute.put({
    id: newId('dispute'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: created + week,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: charge.livemode,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: 'fraudulent',
    status: 'needs_response',
  });
  act.space.tables.charge.put({ ...charge, disputed: true });
  announce(act, 'charge.dispute.created', dispute);
  announce(act, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The bank decides, and may decide anew: what was lost may turn out won. */
export function closeDispute(act: Act, before: DisputeObject, status: 'won' | 'lost'): DisputeObject {
  const dispute = act.space.tables.dispute.put({ ...before, status, is_charge_refundable: status === 'won' });
  announce(act, 'charge.dispute.closed', dispute, before);
  if (status === 'won') announce(act, 'charge.dispute.funds_reinstated', dispute);
  return dispute;
}

const filters = field.record({
  ...field.paging,
  charge: field.text(255).optional(),
  created: field.range.optional(),
  payment_intent: field.text(255).optional(),
});

export const disputes = [
  endpoint({
    method: 'GET',
    path: '/v1/disputes',
    params: filters,
    run: ({ space, url }, asked) => {
      const { charge, payment_intent: intent } = asked;
      const within = charge === undefined ? undefined : { index: 'charge', value: charge };
      const keep = (row: DisputeObject) => intent === undefined || row.payment_intent === intent;
      return page({ table: space.tables.dispute, noun: 'dispute', url, paging: asked, within, keep });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/disputes/:id',
    params: field.record(field.expand),
    run: ({ space }, _, id) => {
      const dispute = space.tables.dispute.get(id);
      if (!dispute) throw missing('dispute', id);
      return dispute;
    },
  }),
];
