import { z } from 'zod';
import { decimalsOf, fromMinor, isCurrency, minimumMinor, normalAmount, toMinor } from '../money';
import { syncState, time } from './sync';

// Messages are keys of messages/*.json under `errors`; their figures stand in `params`.

export const tariffs = ['price_per_hour', 'price_per_half_day', 'price_per_day', 'price_per_month'] as const;
export type Tariff = (typeof tariffs)[number];

/** The types that the form offers. Others may stand in rows that were made elsewhere, and are kept. */
export const spaceTypes = ['coworking_space', 'desk', 'office', 'meeting_room', 'event_room'] as const;

const AMOUNT_LIMIT = 999_999;

/** What a database or a script may write for "not let this way", besides null. */
const emptyToNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value);

const amount = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_a_number' })
    .trim()
    .superRefine((text, context) => {
      const refuse = (message: string, params: Record<string, string | number> = {}) =>
        context.addIssue({ code: 'custom', message, params });
      if (/^-\s*\d/.test(text)) refuse('negative');
      else if (!/^\d+(\.\d+)?$/.test(text)) refuse('not_a_number');
      else if (text.replace(/\..*/, '').replace(/^0+/, '').length > String(AMOUNT_LIMIT).length) {
        refuse('too_large', { max: AMOUNT_LIMIT });
      }
    })
    .nullable(),
);

const text = (max: number) =>
  z
    .string({ error: 'required' })
    .trim()
    .refine((value) => !/(?![\t\n\r])\p{Cc}/u.test(value), 'not_printable')
    .refine((value) => value.length <= max, { message: 'too_long', params: { max } });

const address = z.preprocess(
  emptyToNull,
  z
    .string({ error: 'not_an_address' })
    .trim()
    .refine((value) => value.length <= 2000, { message: 'too_long', params: { max: 2000 } })
    .refine((value) => /^https?:\/\/[^\s]+$/i.test(value) && URL.canParse(value), 'not_an_address')
    .nullable(),
);

/** The fields of a space by themselves, before they are compared with each other. */
export const spaceFields = z.strictObject({
  name: text(120).refine((value) => value.length > 0, 'required'),
  description: z.preprocess(emptyToNull, text(5000).nullable()),
  type: text(60).refine((value) => value.length > 0, 'required'),
  capacity: z
    .int({ error: 'not_a_whole_number' })
    .refine((value) => value >= 1, { message: 'too_small', params: { min: 1 } })
    .refine((value) => value <= 100_000, { message: 'too_large', params: { max: 100_000 } }),
  currency: z.string({ error: 'required' }).trim().toLowerCase().refine(isCurrency, 'not_a_currency'),
  price_per_hour: amount,
  price_per_half_day: amount,
  price_per_day: amount,
  price_per_month: amount,
  image_url: address,
  is_active: z.boolean({ error: 'required' }),
});

type Amounts = Partial<Record<Tariff, string | null>> & { currency?: string };

/** Refuses amounts that their currency cannot show or that Stripe would not charge. */
function checkAmounts(values: Amounts, context: z.core.$RefinementCtx<Amounts>) {
  const { currency } = values;
  if (currency === undefined || !isCurrency(currency)) return;
  for (const tariff of tariffs) {
    const typed = values[tariff];
    // What is no amount at all has been refused by its own field.
    if (typed === undefined || typed === null || !/^\d{1,6}(\.\d+)?$/.test(typed)) continue;
    const refuse = (message: string, params: Record<string, string | number>) =>
      context.addIssue({ code: 'custom', path: [tariff], message, params });
    const decimals = typed.replace(/^[^.]*\.?/, '').replace(/0+$/, '').length;
    if (decimals > decimalsOf(currency)) {
      refuse('too_many_decimals', { max: decimalsOf(currency), currency: currency.toUpperCase() });
    } else if (Number(typed) > 0 && toMinor(typed, currency) < minimumMinor(currency)) {
      refuse('under_minimum', {
        min: fromMinor(minimumMinor(currency), currency),
        currency: currency.toUpperCase(),
      });
    }
  }
}

/** What the form of a space may send. */
export const spaceInput = spaceFields.superRefine(checkAmounts);
export type SpaceInput = z.infer<typeof spaceInput>;

/** What may be left out when a space is made by a script; the form sends everything. */
export const newSpace = spaceFields
  .partial({
    description: true,
    type: true,
    capacity: true,
    price_per_hour: true,
    price_per_half_day: true,
    price_per_day: true,
    price_per_month: true,
    image_url: true,
    is_active: true,
  })
  // The column's own default, said here too: amounts are judged by their currency.
  .extend({ currency: spaceFields.shape.currency.default('eur') })
  .superRefine(checkAmounts);

/** A change of some fields. The currency decides how amounts are read, so amounts are checked against the row's own. */
export const spaceChange = spaceFields.partial().superRefine(checkAmounts);

/** A space as an empty form shows it. */
export const emptySpace: SpaceInput = {
  name: '',
  description: null,
  type: 'coworking_space',
  capacity: 1,
  currency: 'eur',
  price_per_hour: null,
  price_per_half_day: null,
  price_per_day: null,
  price_per_month: null,
  image_url: null,
  is_active: true,
};

const storedAmount = z.string().nullable();
const normal = (amount: string | null, currency: string) =>
  amount === null ? null : normalAmount(amount, currency);

/** A space as the database shows it to an admin. */
export const spaceRow = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    type: z.string(),
    capacity: z.number(),
    currency: z.string(),
    price_per_hour: storedAmount,
    price_per_half_day: storedAmount,
    price_per_day: storedAmount,
    price_per_month: storedAmount,
    image_url: z.string().nullable(),
    is_active: z.boolean(),
    stripe_product_id: z.string().nullable(),
    stripe_price_id: z.string().nullable(),
    revision: z.coerce.number(),
    created_at: time,
    updated_at: time,
    sync: syncState.nullable(),
  })
  // The column keeps three decimals for every currency; people read as many as the currency has.
  .transform((row) => ({
    ...row,
    price_per_hour: normal(row.price_per_hour, row.currency),
    price_per_half_day: normal(row.price_per_half_day, row.currency),
    price_per_day: normal(row.price_per_day, row.currency),
    price_per_month: normal(row.price_per_month, row.currency),
  }));
export type SpaceRow = z.infer<typeof spaceRow>;

/** A row as the form shows it. */
export function toInput(row: SpaceRow): SpaceInput {
  const { name, description, type, capacity, currency, image_url, is_active } = row;
  const { price_per_hour, price_per_half_day, price_per_day, price_per_month } = row;
  return {
    ...{ name, description, type, capacity, currency, image_url, is_active },
    ...{ price_per_hour, price_per_half_day, price_per_day, price_per_month },
  };
}
