import { z } from 'zod';

/**
 * The levers, as `PUT /_tandem/levers` takes them and `GET` shows them. Every lever can be its plain value, or an object
 * that also says which calls it is for, or a list of these:
 *
 *     { "latency_ms": 150 }
 *     { "fail_after": { "next": 1, "method": "POST", "path": "/v1/prices" } }
 *     { "rate_per_second": [{ "rate": 25, "account": "acct_platform" }, { "rate": 5, "account": "acct_1abc" }] }
 *
 * `path` is the beginning of a path; a `*` in it stands for anything. `account` is `acct_platform` for the keys' own.
 */
const matcher = {
  account: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  path: z.string().optional(),
};

export type Matcher = {
  account?: string | undefined;
  method?: string | undefined;
  path?: string | undefined;
};
type Duration = Matcher & { min: number; max: number };
type Chance = Matcher & { next?: number; probability?: number };
type Rate = Matcher & { rate: number };
type Whether = Matcher & { is_on: boolean };
type Refused = Matcher & {
  status?: number | undefined;
  code?: string | undefined;
  param?: string | undefined;
  message?: string | undefined;
  next?: number | undefined;
};

const milliseconds = z.number().min(0).max(3_600_000);
const next = z.number().int().min(0);

/** What a duration looks like: always the same, or between two bounds. */
const duration = z
  .union([
    milliseconds.transform((ms) => ({ min: ms, max: ms })),
    z.strictObject({ min: milliseconds, max: milliseconds, ...matcher }),
    z
      .strictObject({ ms: milliseconds, ...matcher })
      .transform(({ ms, ...rest }) => ({ min: ms, max: ms, ...rest })),
  ])
  .transform((lever): Duration => lever);

/** How often something goes wrong: with a probability, or certainly for the next n calls. */
const chance = z
  .union([
    z
      .number()
      .min(0)
      .max(1)
      .transform((probability) => ({ probability })),
    z.strictObject({ probability: z.number().min(0).max(1), ...matcher }),
    z.strictObject({ next, ...matcher }),
  ])
  .transform((lever): Chance => lever);

const upcoming = z
  .union([next.transform((value) => ({ next: value })), z.strictObject({ next, ...matcher })])
  .transform((lever): Chance => lever);

const rate = z
  .union([
    z
      .number()
      .positive()
      .transform((value) => ({ rate: value })),
    z.strictObject({ rate: z.number().positive(), ...matcher }),
  ])
  .transform((lever): Rate => lever);

const whether = z
  .union([
    z.boolean().transform((value) => ({ is_on: value })),
    z.strictObject({ is_on: z.boolean().default(true), ...matcher }),
  ])
  .transform((lever): Whether => lever);

/** Calls that are refused with a 400 of your choice. */
const refusal = z
  .union([
    z.string().transform((path) => ({ path })),
    z.strictObject({
      ...matcher,
      status: z.number().int().min(400).max(599).optional(),
      code: z.string().optional(),
      param: z.string().optional(),
      message: z.string().optional(),
      next: next.optional(),
    }),
  ])
  .transform((lever): Refused => lever);

const oneOrMore = <Item extends z.ZodType>(item: Item) =>
  z.union([item.transform((one) => [one]), z.array(item)]).default([]);

const delivery = z.strictObject({
  /** How many more times than once an event is sent. */
  duplicate: z.number().int().min(0).max(100).default(0),
  delay_ms: z
    .union([
      milliseconds.transform((ms) => ({ min: ms, max: ms })),
      z.strictObject({ min: milliseconds, max: milliseconds }),
    ])
    .optional(),
  /** Events that wait together leave in any order. */
  shuffle: z.boolean().default(false),
  /** Never sent, and counted as not delivered. */
  drop: z.boolean().default(false),
  /** Kept back until this is set to false again. */
  hold: z.boolean().default(false),
});

export const leverShape = z.strictObject({
  /** Where chance starts from; the same seed and the same calls meet the same luck. */
  seed: z.number().int().default(1),
  /** Half of it passes before the call acts, half after. */
  latency_ms: oneOrMore(duration),
  /** The call acts, and its answer is kept back until the levers are set anew without this one. */
  hold: oneOrMore(whether),
  /** More calls of one account within a second get a 429 with `Stripe-Rate-Limited-Reason: global-rate`. */
  rate_per_second: oneOrMore(rate),
  /** The next n calls get that 429. */
  rate_limit_next: oneOrMore(upcoming),
  /** The next n calls get a 429 `lock_timeout`, without the header. */
  lock_timeout_next: oneOrMore(upcoming),
  /** A 500 without having acted; kept for the idempotency key. */
  fail_before: oneOrMore(chance),
  /** Acts, then answers 500 all the same; kept for the idempotency key. */
  fail_after: oneOrMore(chance),
  /** The connection breaks before the call acts. */
  reset_before: oneOrMore(chance),
  /** The call acts, then the connection breaks. */
  reset_after: oneOrMore(chance),
  /** Every connection breaks. */
  down: oneOrMore(whether),
  refuse_paths: z.union([z.array(refusal), refusal.transform((one) => [one])]).default([]),
  /** What a new refund is at first; see `POST /_tandem/refunds/:id` for what becomes of it. */
  refund_status: z.enum(['succeeded', 'pending', 'requires_action', 'failed']).default('succeeded'),
  delivery: delivery.prefault({}),
});

/** Levers as one writes them. */
export type LeverInput = z.input<typeof leverShape>;
/** Levers as they are read: every one a list, empty when it is not set. */
export type LeverSet = z.output<typeof leverShape>;
