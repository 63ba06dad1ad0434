import type { z } from 'zod';
import * as field from './fields';
import { priceData } from './price-making';

const productData = field.record({
  description: field.text(40_000).optional(),
  images: field.list(field.webAddress, 8).optional(),
  metadata: field.metadata.optional(),
  name: field.text(5000),
  tax_code: field.text(255).optional(),
  tax_details: field.notEmulated.optional(),
  unit_label: field.text(12).optional(),
});

const line = field.record({
  adjustable_quantity: field.notEmulated.optional(),
  metadata: field.metadata.optional(),
  price: field.text(255).optional(),
  price_data: field
    .record({
      currency: priceData.currency,
      product: field.text(255).optional(),
      product_data: productData.optional(),
      recurring: field.notEmulated.optional(),
      tax_behavior: priceData.tax_behavior,
      unit_amount: priceData.unit_amount,
      unit_amount_decimal: priceData.unit_amount_decimal,
    })
    .optional(),
  quantity: field.integer.optional(),
  tax_rates: field.notEmulated.optional(),
});

const intentData = field.record({
  application_fee_amount: field.count.optional(),
  capture_method: field.oneOf(['automatic', 'automatic_async']).optional(),
  description: field.text(1000).optional(),
  metadata: field.metadata.optional(),
  on_behalf_of: field.notEmulated.optional(),
  receipt_email: field.text(800).optional(),
  setup_future_usage: field.notEmulated.optional(),
  shipping: field.notEmulated.optional(),
  statement_descriptor: field.descriptor.optional(),
  statement_descriptor_suffix: field.text(22).optional(),
  transfer_data: field.notEmulated.optional(),
  transfer_group: field.text(255).optional(),
});

const off = field.record({ enabled: field.oneOf(['false']) });
const submitTypes = ['auto', 'book', 'donate', 'pay', 'subscribe'] as const;
const unknown = field.notEmulated.optional();

/**
 * What a session may be made of. `payment_method_types` is not among it: it left the API with 2026-09-30.endive, and
 * Stripe chooses instead.
 */
export const creation = field.record({
  ...field.expand,
  adaptive_pricing: off.optional(),
  after_expiration: unknown,
  allow_promotion_codes: field.flag.optional(),
  allowed_payment_method_types: field.list(field.text(50)).optional(),
  automatic_tax: off.optional(),
  billing_address_collection: field.oneOf(['auto', 'required']).optional(),
  branding_settings: unknown,
  cancel_url: field.webAddress.optional(),
  client_reference_id: field.text(200).optional(),
  consent_collection: unknown,
  currency: field.currency.optional(),
  custom_fields: unknown,
  custom_text: unknown,
  customer: unknown,
  customer_account: unknown,
  customer_creation: field.oneOf(['always', 'if_required']).optional(),
  customer_email: field.email.optional(),
  customer_update: unknown,
  discounts: unknown,
  excluded_payment_method_types: field.list(field.text(50)).optional(),
  expires_at: field.integer.optional(),
  integration_identifier: unknown,
  invoice_creation: off.optional(),
  line_items: field.list(line, 100).optional(),
  locale: field.text(10).optional(),
  managed_payments: off.optional(),
  metadata: field.metadata.optional(),
  mode: field.oneOf(['payment']).optional(),
  name_collection: unknown,
  optional_items: unknown,
  origin_context: field.oneOf(['mobile_app', 'web']).optional(),
  payment_intent_data: intentData.optional(),
  payment_method_collection: unknown,
  payment_method_configuration: unknown,
  payment_method_data: unknown,
  payment_method_options: unknown,
  permissions: unknown,
  phone_number_collection: off.optional(),
  redirect_on_completion: unknown,
  return_url: unknown,
  saved_payment_method_options: unknown,
  setup_intent_data: unknown,
  shipping_address_collection: unknown,
  shipping_options: unknown,
  submit_type: field.oneOf(submitTypes).optional(),
  subscription_data: unknown,
  success_url: field.webAddress.optional(),
  tax_id_collection: off.optional(),
  ui_mode: field.oneOf(['hosted_page']).optional(),
  wallet_options: unknown,
});

export const change = field.record({
  ...field.expand,
  collected_information: unknown,
  line_items: unknown,
  metadata: field.clearableMetadata.optional(),
  payment_intent_data: unknown,
  shipping_options: unknown,
});

export const filters = field.record({
  ...field.paging,
  created: field.range.optional(),
  customer_details: field.record({ email: field.text(800) }).optional(),
  payment_intent: field.text(255).optional(),
  status: field.oneOf(['complete', 'expired', 'open']).optional(),
});

export type Creation = z.output<typeof creation>;
export type Change = z.output<typeof change>;
export type Filters = z.output<typeof filters>;
export type Line = z.output<typeof line>;
