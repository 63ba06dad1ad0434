import { z } from 'zod';
import { time } from '../time';

export const syncStatuses = ['pending', 'syncing', 'synced', 'retrying', 'failed', 'skipped'] as const;
export type SyncStatus = (typeof syncStatuses)[number];

export const syncError = z.object({
  code: z.string(),
  /** The form's field that Stripe refused, when it is one. */
  field: z.string().nullable().default(null),
  /** Stripe's own words, in English. */
  detail: z.string().default(''),
  requestId: z.string().nullable().default(null),
});
export type SyncError = z.infer<typeof syncError>;

/** What the badge shows of a row. */
export const syncState = z.object({
  status: z.enum(syncStatuses),
  stripeProductId: z.string().nullable(),
  /** The price that the row is sold by first: its product's default one. */
  stripePriceId: z.string().nullable(),
  /** The connected account it is sold on; the platform's own when there is none. */
  connectedAccountId: z.string().nullable().default(null),
  prices: z
    .array(
      z.object({
        tariff: z.string().nullable(),
        id: z.string(),
        unitAmount: z.coerce.number().nullable(),
        currency: z.string(),
      }),
    )
    .default([]),
  since: time,
  attempts: z.number(),
  lastAttemptAt: time.nullable(),
  nextAttemptAt: time.nullable(),
  error: syncError.nullable(),
});
export type SyncState = z.infer<typeof syncState>;

/** A write to Stripe, as the plan names it before saving. */
export const planStep = z.object({
  does: z.enum([
    'create the product with its price',
    'create the product',
    'update the product',
    'archive the product',
    'revive the product',
    'label the price',
    'create a price',
    'revive the price',
    'make it the default',
    'archive the old price',
    'archive the price',
  ]),
  tariff: z.string().nullable(),
  /** The amount as an exact decimal, when the step is about a price. */
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** What a product's update changes: name, description, image, metadata, active, default_price. */
  changes: z.array(z.string()),
  /** The name of what the price is for, where that is a row of its own: a ticket type. */
  label: z.string().nullable().default(null),
});
export type PlanStep = z.infer<typeof planStep>;

export const planAnswer = z.object({
  steps: z.array(planStep),
  /** Stripe will be read first, since what it shows is not known for certain: the writes may turn out fewer. */
  looksFirst: z.boolean(),
  /** Why nothing is written yet: the code of what the seller's account lacks. */
  waits: z.string().nullable().default(null),
});
export type PlanAnswer = z.infer<typeof planAnswer>;

/** What `POST /api/sync/retries` takes: one row, or nothing for all that were refused or wait for their next try. */
export const retryRequest = z.union([
  z.strictObject({ kind: z.string(), id: z.guid({ error: 'bad_id' }) }),
  z.strictObject({}),
]);

/** What `POST /api/sync/stripe` takes, as the seed's function did. */
export const syncRequest = z.strictObject({
  type: z.enum(['space', 'product', 'event', 'ticket'], { error: 'unknown_kind' }),
  action: z.enum(['create', 'update', 'delete'], { error: 'unknown_action' }),
  id: z.guid({ error: 'bad_id' }),
  connectedAccountId: z
    .string()
    .nullish()
    .transform((id) => id ?? undefined),
});
