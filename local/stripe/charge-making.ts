import { newId } from './ids';
import type { ChargeObject, IntentObject } from './objects';

export type Method = 'card' | 'declined' | 'delayed';
type Outcome = 'succeeded' | 'pending' | 'failed';

/** What Stripe says about a declined card: https://docs.stripe.com/testing#declined-payments */
export const declined = {
  code: 'card_declined',
  decline_code: 'generic_decline',
  message: 'Your card was declined.',
};

const bounced = {
  code: 'payment_intent_payment_attempt_failed',
  message: 'The bank did not honour the payment.',
};

type Given = {
  intent: IntentObject;
  method: Method;
  outcome: Outcome;
  created: number;
  email: string | null;
  name: string | null;
};

/** One attempt to collect the money of an intent. */
export function newCharge({ intent, method, outcome, created, email, name }: Given): ChargeObject {
  const isPaid = outcome === 'succeeded';
  return {
    id: newId('charge'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    application: intent.application_fee_amount === null ? null : 'ca_tandem',
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: isPaid ? newId('transaction') : null,
    billing_details: { address: null, email, name, phone: null, tax_id: null },
    calculated_statement_descriptor: 'TANDEM',
    captured: isPaid,
    created,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    ...failureOf(method, outcome),
    fraud_details: {},
    livemode: intent.livemode,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(outcome),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: newId('method'),
    payment_method_details: detailsOf(method),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: outcome,
    transfer_data: null,
    transfer_group: null,
  };
}

/** A delayed charge once the bank has answered. */
export function settledCharge(charge: ChargeObject, isPaid: boolean): ChargeObject {
  if (!isPaid)
    return { ...charge, status: 'failed', ...failureOf('delayed', 'failed'), outcome: outcomeOf('failed') };
  const money = {
    amount_captured: charge.amount,
    captured: true,
    paid: true,
    balance_transaction: newId('transaction'),
  };
  return { ...charge, ...money, status: 'succeeded', outcome: outcomeOf('succeeded') };
}

function failureOf(method: Method, outcome: Outcome) {
  if (outcome !== 'failed') return { failure_code: null, failure_message: null };
  const { code, message } = method === 'delayed' ? bounced : declined;
  return { failure_code: code, failure_message: message };
}

function outcomeOf(outcome: Outcome): ChargeObject['outcome'] {
  const common = {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    risk_level: 'normal',
  };
  if (outcome === 'failed') {
    const reason = {
      reason: 'generic_decline',
      seller_message: 'The bank did not return any further details with this decline.',
    };
    return { ...common, ...reason, network_status: 'declined_by_network', type: 'issuer_declined' };
  }
  const seller_message = outcome === 'pending' ? 'Payment is pending.' : 'Payment complete.';
  return {
    ...common,
    network_status: 'approved_by_network',
    reason: null,
    seller_message,
    type: 'authorized',
  };
}

function detailsOf(method: Method): ChargeObject['payment_method_details'] {
  if (method === 'delayed')
    return { type: 'sepa_debit', sepa_debit: { bank_code: '37040044', country: 'DE', last4: '3000' } };
  const last4 = method === 'card' ? '4242' : '0002';
  return {
    type: 'card',
    card: {
      brand: 'visa',
      country: 'US',
      exp_month: 12,
      exp_year: 2034,
      funding: 'credit',
      last4,
      network: 'visa',
    },
  };
}
