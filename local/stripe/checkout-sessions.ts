import { endpoint, type Act } from './endpoint';
import { invalid, missing, refuse } from './errors';
import { expireAt, expireSession } from './expiry';
import * as field from './fields';
import { newSessionId } from './ids';
import { page, pageOf } from './lists';
import { withMetadata } from './metadata';
import type { SessionObject } from './objects';
import { makeLines, totalOf } from './session-lines';
import { change, creation, filters, type Change, type Creation, type Filters } from './session-shapes';
import { platform } from './store';

const shortest = 30 * 60;
const longest = 24 * 60 * 60;

/** Opens a session: https://docs.stripe.com/api/checkout/sessions/create */
function create(act: Act, given: Creation): SessionObject {
  const now = act.core.clock.seconds();
  const expires = given.expires_at ?? now + longest;
  checkExpiry(now, expires);
  checkSeller(act);
  if (!given.line_items?.length) {
    throw invalid('Missing required param: line_items.', 'line_items', 'parameter_missing');
  }
  const { amount, currency } = totalOf(act, given.line_items);
  const intent = given.payment_intent_data;
  checkFee(act, intent?.application_fee_amount, amount);
  const lines = makeLines(act, given.line_items);
  const id = newSessionId(act.space.livemode);
  act.space.tables.cart.put({
    id,
    created: now,
    lines,
    application_fee_amount: intent?.application_fee_amount ?? null,
    description: intent?.description ?? null,
    metadata: withMetadata({}, intent?.metadata),
    receipt_email: intent?.receipt_email ?? null,
  });
  const session = act.space.tables['checkout.session'].put({
    id,
    ...blank,
    created: now,
    expires_at: expires,
    livemode: act.space.livemode,
    amount_subtotal: amount,
    amount_total: amount,
    currency,
    cancel_url: given.cancel_url ?? null,
    success_url: given.success_url ?? null,
    client_reference_id: given.client_reference_id ?? null,
    customer_creation: given.customer_creation ?? 'if_required',
    customer_email: given.customer_email ?? null,
    customer_details: given.customer_email === undefined ? null : { ...nobody, email: given.customer_email },
    locale: given.locale ?? null,
    metadata: withMetadata({}, given.metadata),
    payment_method_configuration_details: { id: 'pmc_tandem', parent: null },
    payment_method_types: ['card', 'sepa_debit'],
    payment_status: amount === 0 ? 'no_payment_required' : 'unpaid',
    submit_type: given.submit_type ?? null,
    url: `${act.core.url()}/c/pay/${id}`,
  });
  expireAt(act, session);
  return session;
}

// Only what says something here is filled in; the rest stands as it does on a session that asks for nothing special.
const blank = {
  object: 'checkout.session',
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  managed_payments: { enabled: false },
  mode: 'payment',
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_options: {},
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  wallet_options: null,
} satisfies Partial<SessionObject>;

const nobody = {
  address: null,
  business_name: null,
  email: null,
  individual_name: null,
  name: null,
  phone: null,
  tax_exempt: 'none',
  tax_ids: null,
};

function checkExpiry(now: number, expires: number) {
  const say = (words: string) =>
    invalid(`The \`expires_at\` timestamp must be ${words} from Checkout Session creation.`, 'expires_at');
  if (expires < now + shortest) throw say('at least 30 minutes');
  if (expires > now + longest) throw say('less than 24 hours');
}

function checkSeller({ core, space }: Act) {
  if (space.account === platform) return;
  const account = core.store.space(space.livemode, platform).tables.account.get(space.account);
  if (account?.charges_enabled) return;
  throw refuse(
    'Your account cannot currently make charges. Finish its onboarding first.',
    undefined,
    'account_charges_disabled',
    { isKept: false },
  );
}

function checkFee({ space }: Act, fee: number | undefined, amount: number) {
  const param = 'payment_intent_data[application_fee_amount]';
  if (fee === undefined) return;
  if (space.account === platform) {
    const message =
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key ' +
      'or Stripe-Account header) or destination payment (using `transfer_data[destination]`).';
    throw invalid(message, param);
  }
  if (fee > amount) throw invalid('Your application fee cannot be larger than the total amount.', param);
}

/** The session, or the refusal that there is none. */
export function findSession({ space }: Act, id: string) {
  const session = space.tables['checkout.session'].get(id);
  if (!session) throw missing('checkout.session', id);
  return session;
}

function update(act: Act, id: string, { metadata }: Change) {
  const before = findSession(act, id);
  return act.space.tables['checkout.session'].put({
    ...before,
    metadata: withMetadata(before.metadata ?? {}, metadata),
  });
}

function list({ space }: Act, asked: Filters) {
  const { payment_intent: intent, status, customer_details: customer } = asked;
  const byStatus = status === undefined ? undefined : { index: 'status', value: status };
  return page({
    table: space.tables['checkout.session'],
    noun: 'checkout.session',
    url: '/v1/checkout/sessions',
    paging: asked,
    within: intent === undefined ? byStatus : { index: 'payment_intent', value: intent },
    keep: (row) =>
      (status === undefined || row.status === status) &&
      (customer === undefined || row.customer_details?.email === customer.email),
  });
}

const path = '/v1/checkout/sessions';
const nothing = field.record(field.expand);

export const checkoutSessions = [
  endpoint({ method: 'POST', path, params: creation, run: create }),
  endpoint({ method: 'GET', path, params: filters, run: list }),
  endpoint({
    method: 'GET',
    path: `${path}/:id`,
    params: nothing,
    run: (call, _, id) => findSession(call, id),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id`,
    params: change,
    run: (call, params, id) => update(call, id, params),
  }),
  endpoint({
    method: 'POST',
    path: `${path}/:id/expire`,
    params: nothing,
    run: (call, _, id) => expireSession(call, findSession(call, id)),
  }),
  endpoint({
    method: 'GET',
    path: `${path}/:id/line_items`,
    params: field.record(field.paging),
    run: (call, params, id) => {
      const { id: session } = findSession(call, id);
      return pageOf(call.space.tables.cart.get(session)?.lines ?? [], call.url, params);
    },
  }),
];
