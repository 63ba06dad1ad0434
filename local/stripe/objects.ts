import type Stripe from 'stripe';

/**
 * The objects as they travel over the wire: stripe-node's own types with references as ids (they are expanded on
 * request) and decimals as text (stripe-node makes `Decimal` of them when it reads an answer).
 */
type Wire<T, Replaced extends keyof T, Instead> = Omit<T, Replaced> & Instead;

export type ProductObject = Wire<
  Stripe.Product,
  'default_price' | 'tax_code' | 'deleted',
  { default_price: string | null; tax_code: string | null }
>;

export type PriceObject = Wire<
  Stripe.Price,
  'product' | 'unit_amount_decimal' | 'currency_options' | 'tiers' | 'deleted',
  { product: string; unit_amount_decimal: string | null }
>;

export type LineItemObject = Wire<Stripe.LineItem, 'price', { price: PriceObject }>;

export type SessionObject = Wire<
  Stripe.Checkout.Session,
  'payment_intent' | 'line_items' | 'currency_conversion',
  { payment_intent: string | null; currency_conversion: null }
>;

export type IntentObject = Wire<
  Stripe.PaymentIntent,
  'latest_charge' | 'last_payment_error',
  {
    latest_charge: string | null;
    last_payment_error: {
      type: string;
      code: string;
      decline_code: string;
      message: string;
      charge: string;
    } | null;
  }
>;

export type ChargeObject = Wire<
  Stripe.Charge,
  'payment_intent' | 'application_fee' | 'balance_transaction' | 'refunds' | 'payment_method_details',
  {
    payment_intent: string;
    application_fee: string | null;
    balance_transaction: string | null;
    payment_method_details: Record<string, unknown> & { type: string };
  }
>;

export type RefundObject = Wire<
  Stripe.Refund,
  'charge' | 'payment_intent' | 'balance_transaction' | 'status',
  { charge: string; payment_intent: string; balance_transaction: string | null; status: RefundStatus }
>;
export type RefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

export type FeeObject = Wire<
  Stripe.ApplicationFee,
  'charge' | 'refunds' | 'account' | 'application' | 'originating_transaction' | 'balance_transaction',
  {
    account: string;
    charge: string;
    application: string;
    originating_transaction: null;
    balance_transaction: null;
  }
>;

export type DisputeObject = Wire<
  Stripe.Dispute,
  'charge' | 'payment_intent' | 'evidence' | 'balance_transactions' | 'payment_method_details',
  { charge: string; payment_intent: string; evidence: Record<string, never>; balance_transactions: never[] }
>;

export type AccountObject = Wire<
  Stripe.Account,
  'deleted' | 'business_profile' | 'capabilities' | 'created' | 'metadata' | 'requirements' | 'settings',
  {
    created: number;
    metadata: Stripe.Metadata;
    business_profile: Record<string, string | null>;
    capabilities: Record<string, string>;
    requirements: Stripe.Account.Requirements;
    settings: Record<string, unknown>;
  }
>;

export type EndpointObject = Omit<Stripe.WebhookEndpoint, 'deleted'>;

/** An event of any type; its object is a snapshot of how things stood. */
export type EventObject = {
  id: string;
  object: 'event';
  account?: string;
  api_version: string;
  created: number;
  data: { object: Record<string, unknown>; previous_attributes?: Record<string, unknown> };
  livemode: boolean;
  pending_webhooks: number;
  request: Stripe.Event.Request | null;
  type: Stripe.Event.Type;
};

/** What a session keeps to itself: the lines, and what its payment will carry. */
export type CartRecord = {
  id: string;
  created: number;
  lines: LineItemObject[];
  application_fee_amount: number | null;
  description: string | null;
  metadata: Stripe.Metadata;
  receipt_email: string | null;
};

/** A webhook endpoint's private half. */
export type SecretRecord = { id: string; created: number; secret: string; connect: boolean };

/** A link into the hosted onboarding. */
export type OnboardingRecord = {
  id: string;
  created: number;
  account: string;
  refresh_url: string;
  return_url: string;
  expires_at: number;
  is_used: boolean;
};

export type DeliveryAttempt = {
  at: number;
  status: number | null;
  error: string | null;
  duration_ms: number;
};

/** One event on its way to one endpoint. */
export type DeliveryRecord = {
  id: string;
  created: number;
  event: string;
  event_type: string;
  account: string | null;
  endpoint: string;
  url: string;
  status: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: DeliveryAttempt[];
  next_at: number | null;
};

/** Marks a price that `price_data` made for one session: lists leave it out, as Stripe's do. */
export type InlineRecord = { id: string; created: number };

/** An answer kept for its idempotency key. */
export type KeptAnswer = {
  id: string;
  created: number;
  endpoint: string;
  params: string;
  status: number;
  body: unknown;
  request_id: string;
};

/** An account that has taken its access away. */
export type RevokedRecord = { id: string; created: number };

/** Every table of an object space, by name. */
export type Kinds = {
  product: ProductObject;
  price: PriceObject;
  'checkout.session': SessionObject;
  payment_intent: IntentObject;
  charge: ChargeObject;
  refund: RefundObject;
  application_fee: FeeObject;
  dispute: DisputeObject;
  account: AccountObject;
  event: EventObject;
  webhook_endpoint: EndpointObject;
  cart: CartRecord;
  secret: SecretRecord;
  onboarding: OnboardingRecord;
  delivery: DeliveryRecord;
  inline: InlineRecord;
  kept: KeptAnswer;
  revoked: RevokedRecord;
};
