import { z } from 'zod';
import { normalAmount } from '../money';
import { time } from '../time';
import { address, amount, amountFault, currency, emptyToNull, flag, text, whole } from './fields';
import { syncState } from './sync';

export const tariffs = ['price_per_hour', 'price_per_half_day', 'price_per_day', 'price_per_month'] as const;
export type Tariff = (typeof tariffs)[number];

/** The types that the form offers. Others may stand in rows that were made elsewhere, and are kept. */
export const spaceTypes = ['coworking_space', 'desk', 'office', 'meeting_room', 'event_room'] as const;

/** The fields of a space by themselves, before they are compared with each other. */
export const spaceFields = z.strictObject({
  name: text(120).refine((value) => value.length > 0, 'required'),
  description: z.preprocess(emptyToNull, text(5000).nullable()),
  type: text(60).refine((value) => value.length > 0, 'required'),
  capacity: whole(1, 100_000),
  currency,
  price_per_hour: amount,
  price_per_half_day: amount,
  price_per_day: amount,
  price_per_month: amount,
  image_url: address,
  is_active: flag,
});

type Amounts = Partial<Record<Tariff, string | null>> & { currency?: string };

/** Refuses amounts that their currency cannot show or that Stripe would not charge. */
function checkAmounts(values: Amounts, context: z.core.$RefinementCtx<Amounts>) {
  for (const tariff of tariffs) {
    const fault = amountFault(values[tariff], values.currency);
    if (fault) context.addIssue({ code: 'custom', path: [tariff], ...fault });
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
