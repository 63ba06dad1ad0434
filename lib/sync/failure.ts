import Stripe from 'stripe';
import { Problem } from '../errors';
import type { AnyKind } from '../kinds/kind';
import type { SyncError } from '../schemas/sync';
import { LeaseEnded } from './lease';

/** What becomes of a row after an attempt that did not end well. */
export type Failure = {
  /** refused: waits for a change of the row; retry: again later; delayed: again soon, not counted as an attempt. */
  result: 'refused' | 'retry' | 'delayed';
  error: SyncError;
  /** Stripe may have acted although we do not know: it is read before the next write. */
  is_unsure: boolean;
  /** Stripe would replay a definite failure for the same idempotency key. */
  fresh_key: boolean;
  /** What we believed Stripe to show is wrong: look and plan again at once. */
  look: boolean;
};

const LONGEST_WAIT_SECONDS = 900;
const FIRST_DELAY_SECONDS = 1;
const LONGEST_DELAY_SECONDS = 60;

/**
 * How long to wait before the next attempt: doubling, up to a quarter of an hour, or up to a minute when Stripe has only put
 * it off; spread so that many rows do not return together. @param before failed attempts, or delays, in a row before this.
 */
export function waitSeconds(result: Failure['result'], before: number, random: number): number {
  const full =
    result === 'delayed'
      ? Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** before)
      : Math.min(LONGEST_WAIT_SECONDS, 2 ** (before + 1));
  return full * (0.5 + random / 2);
}

/** Tells a refusal, which waits for the row to change, from an outage, which passes. */
export function judge(error: unknown, kind: Pick<AnyKind, 'fields'>): Failure {
  if (error instanceof Problem) {
    const fault = error.errors[0];
    const told = {
      code: fault?.code ?? error.code,
      field: fault?.field ?? null,
      detail: error.detail,
      requestId: null,
    };
    return failure('refused', told);
  }
  // Our own database could not be asked whether the call may be made: it was not.
  if (error instanceof Stripe.errors.StripeError && isProblem(error.detail))
    return failure('retry', say('internal', error.detail.message));
  if (error instanceof LeaseEnded) return failure('retry', say('stripe_slow', 'The attempt took too long.'));
  if (error instanceof Stripe.errors.StripeError) return judgeStripe(error, kind);
  return failure('retry', say('internal', error instanceof Error ? error.message : String(error)), {
    is_unsure: true,
  });
}

const isProblem = (detail: unknown) => detail instanceof Problem;

function judgeStripe(
  error: InstanceType<typeof Stripe.errors.StripeError>,
  kind: Pick<AnyKind, 'fields'>,
): Failure {
  const told = (code: string, field: string | null = null): SyncError => ({
    ...{ code, field, detail: error.message },
    requestId: error.requestId ?? null,
  });
  const status = error.statusCode ?? 0;
  // A lock timeout is a 429 too: two calls on one object at once (https://docs.stripe.com/rate-limits).
  if (status === 429 || status === 409) return failure('delayed', told('stripe_busy'));
  if (status === 401 || status === 403) return failure('retry', told('stripe_key'));
  if (status >= 500) return failure('retry', told('stripe_down'), { is_unsure: true, fresh_key: true });
  if (status === 0) return failure('retry', told('stripe_unreachable'), { is_unsure: true });
  if (error.type === 'StripeIdempotencyError') {
    return failure('retry', told('stripe_down'), { is_unsure: true, fresh_key: true });
  }
  if (error.code === 'resource_missing' || error.code === 'resource_already_exists') {
    return failure('retry', told('stripe_changed'), { is_unsure: true, look: true });
  }
  return failure('refused', told('stripe_refused', fieldOf(error.param, kind)));
}

/** The form's field behind Stripe's parameter: `images[0]` is the image, an amount is named by its step. */
function fieldOf(param: string | undefined, kind: Pick<AnyKind, 'fields'>): string | null {
  const name = param?.replace(/\[.*$/, '') ?? '';
  return kind.fields[name] ?? null;
}

function say(code: string, detail: string): SyncError {
  return { code, detail, field: null, requestId: null };
}

function failure(result: Failure['result'], error: SyncError, more: Partial<Failure> = {}): Failure {
  return { result, error, is_unsure: false, fresh_key: false, look: false, ...more };
}
