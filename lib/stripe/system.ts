import 'server-only';
import Stripe from 'stripe';
import { env } from '../env';

let known: Stripe | undefined;

const TIMEOUT_MS = 30_000;

/**
 * The client for Stripe. It does not retry by itself: the engine keeps its retries in the database, and a stored 500 is
 * replayed for its key (https://docs.stripe.com/api/idempotent_requests).
 */
export function systemStripe(): Stripe {
  const { secretKey, apiBase } = env().stripe;
  known ??= makeStripe(secretKey, apiBase);
  return known;
}

/** A client for a key, at Stripe or at the address given instead, over the network or over another `fetch`. */
export function makeStripe(secretKey: string, apiBase?: string, fetchOver?: typeof fetch): Stripe {
  const base = apiBase === undefined ? undefined : new URL(apiBase);
  return new Stripe(secretKey, {
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'Tandem' },
    ...(fetchOver && { httpClient: Stripe.createFetchHttpClient(fetchOver) }),
    ...(base && {
      protocol: base.protocol === 'http:' ? 'http' : 'https',
      host: base.hostname,
      port: base.port === '' ? (base.protocol === 'http:' ? 80 : 443) : Number(base.port),
    }),
  });
}
