import type { z } from 'zod';
import { announce } from './announce';
import { isRepresentable } from './currencies';
import { secondOf, type Act } from './endpoint';
import { invalid, refuse } from './errors';
import * as field from './fields';
import { newId } from './ids';
import { withMetadata } from './metadata';
import type { PriceObject } from './objects';

const highest = 99_999_999;

export const interval = field.oneOf(['day', 'week', 'month', 'year']);
export const taxBehavior = field.oneOf(['exclusive', 'inclusive', 'unspecified']);

/** What makes a price, wherever it is made: on its own, with its product, or in a line of a session. */
export const priceData = {
  currency: field.currency,
  currency_options: field.notEmulated.optional(),
  custom_unit_amount: field.notEmulated.optional(),
  metadata: field.metadata.optional(),
  recurring: field.record({ interval, interval_count: field.count.optional() }).optional(),
  tax_behavior: taxBehavior.optional(),
  unit_amount: field.count.optional(),
  unit_amount_decimal: field.decimal.optional(),
};

type Data = z.output<z.ZodObject<typeof priceData>>;

/** A price to be made for a product that exists. */
export type NewPrice = Omit<Data, 'recurring' | 'currency_options' | 'custom_unit_amount'> & {
  product: string;
  active?: boolean | undefined;
  lookup_key?: string | undefined;
  nickname?: string | undefined;
  recurring?: (Data['recurring'] & { trial_period_days?: number | undefined }) | undefined;
  transfer_lookup_key?: boolean | undefined;
};

type Checked = Omit<NewPrice, 'product'>;

/** Adds a price. A price of an archived product can be made; it cannot be sold. */
export function createPrice(act: Act, given: NewPrice, above?: string): PriceObject {
  const amount = checkPrice(act, given, above);
  const { recurring } = given;
  if (given.lookup_key !== undefined) takeLookupKey(act, given.lookup_key, given.transfer_lookup_key);
  const price = act.space.tables.price.put({
    id: newId('price'),
    object: 'price',
    active: given.active ?? true,
    billing_scheme: 'per_unit',
    created: secondOf(act),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: act.space.livemode,
    lookup_key: given.lookup_key ?? null,
    metadata: withMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: given.product,
    recurring: recurring
      ? {
          interval: recurring.interval,
          interval_count: recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: recurring.trial_period_days ?? null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: recurring ? 'recurring' : 'one_time',
    ...amount,
  });
  announce(act, 'price.created', price);
  return price;
}

/** Refuses what cannot be priced, before anything is written; gives the amount in both of its forms. */
export function checkPrice(act: Act, given: Checked, above?: string) {
  const amount = amountOf(given, (name) => (above === undefined ? name : `${above}[${name}]`));
  if (given.lookup_key !== undefined && given.transfer_lookup_key !== true)
    refuseTakenKey(act, given.lookup_key);
  return amount;
}

// The amount in both of its forms; parts of a minor unit leave `unit_amount` empty.
function amountOf(
  { currency, unit_amount: whole, unit_amount_decimal: exact }: Checked,
  param: (name: string) => string,
) {
  if (whole !== undefined && exact !== undefined) {
    throw invalid(
      'You may only specify one of these parameters: unit_amount, unit_amount_decimal.',
      param('unit_amount'),
    );
  }
  if (whole === undefined && exact === undefined) {
    const message = 'Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.';
    throw invalid(message, param('unit_amount'), 'parameter_missing');
  }
  const amount = whole ?? Number(exact);
  const name = param(whole === undefined ? 'unit_amount_decimal' : 'unit_amount');
  if (amount > highest)
    throw invalid(`Invalid value: must be no more than ${highest}`, name, 'amount_too_large');
  if (!isRepresentable(amount, currency)) {
    throw invalid(`Amounts in ${currency} must be a multiple of 10.`, name, 'parameter_invalid_integer');
  }
  return {
    unit_amount: Number.isInteger(amount) ? amount : null,
    unit_amount_decimal: exact ?? String(amount),
  };
}

// Unique among all prices of the account, archived ones included.
function refuseTakenKey({ space }: Act, key: string) {
  const owner = space.tables.price.find('lookup_key', key);
  if (owner) throw refuse(`A price (\`${owner.id}\`) already uses that lookup key.`, 'lookup_key');
}

/** Frees a lookup key for a new owner: a transfer takes it from the price that has it. */
export function takeLookupKey(act: Act, key: string, isTransfer = false) {
  if (!isTransfer) refuseTakenKey(act, key);
  const owner = act.space.tables.price.find('lookup_key', key);
  if (!owner) return;
  const bare = act.space.tables.price.put({ ...owner, lookup_key: null });
  announce(act, 'price.updated', bare, owner);
}
