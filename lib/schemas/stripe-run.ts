import { z } from 'zod';
import { time } from '../time';
import { syncError } from './sync';

export const stripeRunStates = ['running', 'done', 'failed'] as const;
export type StripeRunState = (typeof stripeRunStates)[number];

const count = z.coerce.number();
const standing = {
  state: z.enum(stripeRunStates),
  /** Everything is listed; otherwise what is new, what events tell of, and a share of the rest. */
  isFull: z.boolean(),
  /** Products that were compared, those of them that were new or had changed, and those that are gone. */
  checked: count,
  synced: count,
  deleted: count,
  /** Calls to Stripe. */
  reads: count,
  /** Spans of creation time that are listed one by one, and how many are left. More come up on the way. */
  windows: count,
  open: count,
  endedAt: time.nullable(),
};

/** What a run does with one account. */
const stripeRunPart = z.object({ ...standing, account: z.string(), error: syncError.nullable() });
export type StripeRunPart = z.infer<typeof stripeRunPart>;

/** A run of the backfill, in numbers. */
export const stripeRun = z.object({
  ...standing,
  id: z.guid(),
  startedAt: time,
  /** By a person; otherwise by the clock. */
  isAsked: z.boolean(),
  /** Differences that stood open when it had ended; nothing while nobody has counted. */
  driftedAtEnd: count.nullable(),
  parts: z.array(stripeRunPart),
});
export type StripeRun = z.infer<typeof stripeRun>;
