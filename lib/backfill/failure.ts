import Stripe from 'stripe';
import { isNoAccess } from '../accounts/read';

/** What becomes of the walk through an account after a call that did not end well. */
export type Setback = {
  /** wait: Stripe asks for patience; again: it may pass; refused: the account keeps us out; over: it cannot go on. */
  does: 'wait' | 'again' | 'refused' | 'over';
  code: string;
  detail: string;
};

/** Tells an outage, which passes, from an account that does not let us in. */
export function setbackOf(error: unknown, account: string): Setback {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Stripe.errors.StripeError)) return { does: 'over', code: 'internal', detail };
  const status = error.statusCode ?? 0;
  if (status === 429 || status === 409) return { does: 'wait', code: 'stripe_busy', detail };
  if (status >= 500) return { does: 'again', code: 'stripe_down', detail };
  // Without a status nothing was answered.
  if (status === 0) return { does: 'again', code: 'stripe_unreachable', detail };
  // The platform's own account cannot keep us out: there it is the key.
  if (account !== 'platform' && isNoAccess(error))
    return { does: 'refused', code: 'account_refuses', detail };
  if (status === 401 || status === 403) return { does: 'over', code: 'stripe_key', detail };
  return { does: 'over', code: 'stripe_refused', detail };
}
