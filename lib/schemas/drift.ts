import { z } from 'zod';
import { time } from '../time';

const amount = z.object({ unit_amount: z.number().nullable(), currency: z.string() });

/** One side of a difference: text, yes or no, pictures, an amount, or nothing at all. */
export const driftValue = z.union([z.string(), z.boolean(), z.array(z.string()), amount, z.null()]);
export type DriftValue = z.infer<typeof driftValue>;

export const grades = ['money', 'text'] as const;
export const driftStates = ['open', 'mending', 'accepted'] as const;

/** A field in which Stripe shows otherwise than the row asks for. */
export type Difference = {
  field: string;
  ours: DriftValue;
  theirs: DriftValue;
  grade: (typeof grades)[number];
  /** When it changed, as far as the log says. */
  since: string;
};

const shownPrice = z.object({
  id: z.string(),
  tariff: z.string().nullable(),
  unit_amount: z.number().nullable(),
  currency: z.string(),
  active: z.boolean(),
  is_one_time: z.boolean(),
  lookup_key: z.string().nullable(),
  nickname: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  since: z.string().nullable(),
});
export type ShownPrice = z.infer<typeof shownPrice>;

/** What the log says that Stripe shows of a row. */
export const driftCandidate = z
  .object({
    kind: z.string(),
    row_id: z.string(),
    account: z.string(),
    wanted: z.number(),
    /** Of what the log held when it was asked. */
    print: z.string(),
    read_at: z.string(),
    updated_at: z.string(),
    is_deleted: z.boolean(),
    /** Whether the log holds the prices as the last sync has left them, or newer. */
    has_all_prices: z.boolean(),
    /** Read before the row was synced last, and not since. */
    is_stale: z.boolean(),
    known: z.boolean(),
    product: z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().nullable(),
      active: z.boolean(),
      images: z.array(z.string()),
      metadata: z.record(z.string(), z.string()),
      default_price: z.string().nullable(),
    }),
    prices: z.array(shownPrice),
  })
  .transform(({ product, prices, has_all_prices, read_at, updated_at, is_deleted, ...mark }) => ({
    mark,
    shown: {
      ...{ product, prices, hasAllPrices: has_all_prices },
      ...{ isDeleted: is_deleted, readAt: read_at, updatedAt: updated_at },
    },
  }));
export type Shown = z.infer<typeof driftCandidate>['shown'];

const changedBy = z.object({
  event: z.string().optional(),
  request: z.string().nullable().optional(),
  at: z.string().optional(),
});

/** A line of the table of drift. */
export const driftRow = z.object({
  id: z.guid(),
  kind: z.string(),
  row_id: z.guid(),
  name: z.string().nullable(),
  connected_account_id: z.string().nullable(),
  stripe_product_id: z.string(),
  field: z.string(),
  ours: driftValue,
  theirs: driftValue,
  grade: z.enum(grades),
  state: z.enum(driftStates),
  since: time,
  /** The event of Stripe that changed it: nothing while nobody has asked, empty when Stripe does not know any more. */
  changed_by: changedBy.nullable(),
  is_left: z.boolean(),
  sync_status: z.string(),
});
export type DriftRow = z.infer<typeof driftRow>;

/** Whether a row can take over what Stripe shows: what the row has a column for. */
export function canAdopt({
  field,
  theirs,
  is_left,
}: Pick<DriftRow, 'field' | 'theirs' | 'is_left'>): boolean {
  if (is_left) return false;
  if (field === 'images') return Array.isArray(theirs) && theirs.length < 2;
  if (field.startsWith('price.')) return isAmount(theirs) && theirs.unit_amount !== null;
  return field === 'name' || field === 'description' || field === 'active' || field === 'deleted';
}

/** Whether a value is an amount of money. */
export function isAmount(value: DriftValue): value is z.infer<typeof amount> {
  return amount.safeParse(value).success;
}

export const decisions = ['put_back', 'adopt', 'accept'] as const;
export type Decision = (typeof decisions)[number];

/** What is decided about differences: ours is put back, theirs is adopted, or it is left as it is. */
export const decisionInput = z.strictObject({
  ids: z.array(z.guid('not_an_id')).min(1, 'required').max(200, 'too_many'),
  decision: z.enum(decisions, 'not_an_option'),
});

/** How a decision went: for how many, and for which it did not. */
export const decisionAnswer = z.object({
  done: z.number(),
  failed: z.array(z.object({ id: z.string(), code: z.string() })),
});

export const adoptionInput = z.strictObject({
  stripeProductId: z.string().trim().min(1, 'required').max(255, 'not_an_id'),
});

/** A product of Stripe that is no row's. */
export const nobodysProduct = z.object({
  id: z.guid(),
  stripe_product_id: z.string(),
  connected_account_id: z.string().nullable(),
  name: z.string(),
  active: z.boolean(),
  type: z.string().nullable(),
  project: z.string().nullable(),
  unit_amount: z.coerce.number().nullable(),
  currency: z.string().nullable(),
  /** It names a row, though that row has another product. */
  is_claimed: z.boolean(),
  created_at: time,
});
export type NobodysProduct = z.infer<typeof nobodysProduct>;
