import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { env } from '../env';
import type { World } from '../world';
import { Budget, type BudgetedCall } from './budget';

let known: Stripe | undefined;

const TIMEOUT_MS = 30_000;

/**
 * The client for Stripe, within the budget that all processes share. It does not retry by itself: the engine keeps its
 * retries in the database, and a stored 500 is replayed for its key (https://docs.stripe.com/api/idempotent_requests).
 */
export function systemStripe(db: World['db']): Stripe {
  const { secretKey, apiBase, mode } = env().stripe;
  known ??= makeStripe(secretKey, { apiBase, budget: new Budget(db, mode) });
  return known;
}

type Options = {
  /** Stripe itself, unless another address is given. */
  apiBase?: string | undefined;
  /** The network's own, unless a test has another one. */
  fetchOver?: typeof fetch;
  budget?: Budget;
};

/** A client for a key. Every call goes through it, and so through the budget. */
export function makeStripe(secretKey: string, { apiBase, fetchOver, budget }: Options = {}): Stripe {
  const base = apiBase === undefined ? undefined : new URL(apiBase);
  const network = fetchOver ? Stripe.createFetchHttpClient(fetchOver) : Stripe.createNodeHttpClient();
  return new Stripe(secretKey, {
    maxNetworkRetries: 0,
    timeout: TIMEOUT_MS,
    telemetry: false,
    appInfo: { name: 'Tandem' },
    httpClient: budget ? within(budget, network) : network,
    ...(base && {
      protocol: base.protocol === 'http:' ? 'http' : 'https',
      host: base.hostname,
      port: base.port === '' ? (base.protocol === 'http:' ? 80 : 443) : Number(base.port),
    }),
  });
}

type Network = NonNullable<Stripe.StripeConfig['httpClient']>;

/** So many times a call is made before its caller is told that Stripe has had too many. */
const TURNS = 3;
/** Before the second time; twice as long before each one after that, less a random part. */
const PAUSE_MS = 500;

/**
 * A network that lets each call wait for its turn, and tells the budget when Stripe wants fewer of them. A call that was one
 * too many has done nothing, and is made again after a pause (https://docs.stripe.com/rate-limits#handling-limiting-gracefully);
 * one that met another call on the same object is its caller's to repeat.
 */
function within(budget: Budget, network: Network): Network {
  return {
    getClientName: () => network.getClientName(),
    makeRequest: async (...request) => {
      const [, , path, method, headers] = request;
      const call = callOf(path, method, headers);
      for (let turn = 1; ; turn += 1) {
        await budget.take(call);
        const response = await network.makeRequest(...request);
        if (response.getStatusCode() !== 429) return response;
        const reason: unknown = response.getHeaders()['stripe-rate-limited-reason'];
        await budget.slow(call, typeof reason === 'string' ? reason : undefined);
        if (reason === undefined || turn === TURNS) return response;
        await sleep(PAUSE_MS * 2 ** (turn - 1) * (0.5 + Math.random() / 2));
      }
    },
  };
}

function callOf(path: string, method: string, headers: object): BudgetedCall {
  const account: unknown = new Map(Object.entries(headers)).get('Stripe-Account');
  return {
    account: typeof account === 'string' ? account : 'platform',
    endpoint: `${method} ${endpointOf(path)}`,
    isRead: method === 'GET',
  };
}

/** The path with its ids taken out. An id has a digit in it; the names of resources have none, but for the version. */
export function endpointOf(path: string): string {
  const [address = ''] = path.split('?');
  return address
    .split('/')
    .map((part, at) => (at > 1 && /\d/.test(part) ? ':id' : part))
    .join('/');
}
