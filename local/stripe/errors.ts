/** What an error answer of Stripe says: https://docs.stripe.com/api/errors */
export type ErrorBody = {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message: string;
  code?: string;
  param?: string;
  charge?: string;
  decline_code?: string;
};

type Options = { status?: number; headers?: Record<string, string>; isKept?: boolean };

/** A refusal in Stripe's own shape. `isKept` says whether an idempotency key replays it. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Record<string, string>;
  readonly isKept: boolean;

  constructor(body: ErrorBody, { status = 400, headers = {}, isKept = true }: Options = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.isKept = isKept;
  }
}

/** A call that asks for something Stripe does not do. */
export function refuse(message: string, param?: string, code?: string, options?: Options): Refusal {
  const body: ErrorBody = { type: 'invalid_request_error', message };
  if (param !== undefined) body.param = param;
  if (code !== undefined) body.code = code;
  return new Refusal(body, options);
}

/** A parameter that is wrong in itself: nothing has been executed, so no idempotency key keeps this answer. */
export function invalid(message: string, param: string, code?: string) {
  return refuse(message, param, code, { isKept: false });
}

/** An id in the address that leads nowhere is a 404; the same id in a parameter is a 400. */
export function missing(noun: string, id: string, param = 'id') {
  return refuse(`No such ${noun}: '${id}'`, param, 'resource_missing', {
    status: param === 'id' ? 404 : 400,
  });
}

/** What Stripe answers when something broke on its side. */
export function broken() {
  const message = 'An unknown error occurred while processing your request. Please try again later.';
  return new Refusal({ type: 'api_error', message }, { status: 500 });
}

/** A 429 for too many calls. Only these carry a reason: https://docs.stripe.com/rate-limits */
export function tooMany(reason = 'global-rate') {
  return refuse(
    'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
    undefined,
    'rate_limit',
    { status: 429, headers: { 'Stripe-Rate-Limited-Reason': reason }, isKept: false },
  );
}

/** A 429 because another call holds the object: https://docs.stripe.com/rate-limits#object-lock-timeouts */
export function locked() {
  return refuse(
    'This object cannot be accessed right now because another API request or Stripe process is currently accessing it. ' +
      'If you see this error intermittently, retry the request.',
    undefined,
    'lock_timeout',
    { status: 429, isKept: false },
  );
}

/** The wire form of a refusal, with the link into the request log that Stripe adds. */
export function errorAnswer(refusal: Refusal, requestId: string, base: string) {
  const { code } = refusal.body;
  return {
    error: {
      ...refusal.body,
      ...(code === undefined
        ? {}
        : { doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
      request_log_url: `${base}/dashboard/requests#${requestId}`,
    },
  };
}
