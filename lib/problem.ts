// One table from code to status. The words for people are in messages/*.json under `errors`, by the same code.
const statuses = {
  bad_input: 422,
  unknown_field: 422,
  bad_json: 400,
  bad_signature: 400,
  bad_id: 404,
  not_found: 404,
  unauthenticated: 401,
  forbidden: 403,
  foreign_origin: 403,
  changed_meanwhile: 412,
  too_large_body: 413,
  wrong_content_type: 415,
  taken: 409,
  in_use: 409,
  not_a_time_zone: 422,
  parent_circle: 422,
  parent_of_another: 422,
  unknown_person: 422,
  account_gone: 409,
  wrong_account: 422,
  capacity_below_sold: 422,
  sold_out: 409,
  mixed_sellers: 409,
  mixed_currencies: 409,
  price_changed: 409,
  not_for_sale: 422,
  plan_is_stale: 409,
  not_refundable: 409,
  charge_disputed: 409,
  refund_over_paid: 422,
  refund_over_bought: 422,
  nothing_to_refund: 422,
  not_of_this_order: 422,
  not_adoptable: 422,
  no_price: 422,
  backfill_failed: 502,
  unavailable: 503,
  internal: 500,
} as const;

export type Code = keyof typeof statuses;
export type Fault = { field: string; code: string; detail: string; params?: Record<string, string | number> };
type Details = {
  detail?: string;
  errors?: Fault[];
  params?: Record<string, string | number>;
  /** Further members of the answer, for programs (RFC 9457, 3.2). */
  more?: Record<string, unknown>;
  cause?: unknown;
};

/** Every code of the table. */
export const codes = Object.keys(statuses);

/** Whether a word from outside is a code of the table. */
export function isCode(word: unknown): word is Code {
  return typeof word === 'string' && Object.hasOwn(statuses, word);
}

/**
 * The one error of the house: a code of the table, the words for the person, and the faults of single fields.
 * It travels as RFC 9457 (application/problem+json).
 */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: Fault[];
  readonly params: Record<string, string | number>;
  readonly more: Record<string, unknown>;

  constructor(code: string, details: Details & { status?: number } = {}) {
    super(details.detail ?? code, { cause: details.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = details.status ?? (isCode(code) ? statuses[code] : 500);
    this.detail = details.detail ?? '';
    this.errors = details.errors ?? [];
    this.params = details.params ?? {};
    this.more = details.more ?? {};
  }
}
