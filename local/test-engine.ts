import { z } from 'zod';
import { drain } from '../lib/sync/drain';
import type { World } from '../lib/world';
import { engineWorld } from './engine-world';
import type { LeverInput } from './stripe/lever-shapes';
import type { TestStack } from './test-stack';

/** The engine's world over another `fetch`: every call to Stripe and to the database goes through it. */
export function worldOver(stack: TestStack, fetchOver: typeof fetch): World {
  return engineWorld(stack.environment, fetchOver);
}

/** Sets the levers of the emulator; none means that Stripe behaves. */
export async function pull(stack: TestStack, levers: LeverInput = {}) {
  const response = await fetch(`${stack.stripeUrl}/_tandem/levers`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(levers),
  });
  if (!response.ok) throw new Error(await response.text());
}

const requestRow = z.object({
  seq: z.number(),
  method: z.string(),
  path: z.string(),
  account: z.string(),
  status: z.number().nullable(),
  started_at: z.string(),
  duration_ms: z.number().nullable(),
  params: z.record(z.string(), z.unknown()),
});
const requestPage = z.object({ latest: z.number(), data: z.array(requestRow) });

/** The calls that Stripe has answered since a call's number, oldest first. */
export async function requestsSince(stack: TestStack, seq: number) {
  const response = await fetch(`${stack.stripeUrl}/_tandem/requests?since=${seq}`);
  return requestPage.parse(await response.json());
}

/** What a piece of work asked of Stripe: its writes and its reads, as "POST /v1/prices". */
export async function callsOf(stack: TestStack, work: () => Promise<unknown>) {
  const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
  await work();
  const { data } = await requestsSince(stack, latest);
  const calls = data.map(({ method, path }) => `${method} ${path}`);
  return {
    writes: calls.filter((call) => !call.startsWith('GET')),
    reads: calls.filter((call) => call.startsWith('GET')),
  };
}

const productRow = z.object({
  id: z.string(),
  active: z.boolean(),
  name: z.string(),
  description: z.string().nullable(),
  images: z.array(z.string()),
  default_price: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});
const priceRow = z.object({
  id: z.string(),
  active: z.boolean(),
  unit_amount: z.number(),
  currency: z.string(),
  product: z.string(),
  lookup_key: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
});
const state = z.object({ product: z.array(productRow), price: z.array(priceRow) });

/** Every product and every price that Stripe holds in an account; the platform's own unless another one is named. */
export async function stripeHolds(stack: TestStack, account = 'acct_platform') {
  const response = await fetch(`${stack.stripeUrl}/_tandem/state?account=${account}`);
  return state.parse(await response.json());
}

/** Everything that Stripe shows of a row: its products by metadata, and all their prices, active ones apart. */
export async function stripeShows(stack: TestStack, rowId: string, kind = 'space') {
  const { product, price } = await stripeHolds(stack);
  const products = product.filter(
    ({ id, metadata }) => metadata[`${kind}_id`] === rowId || id === `${kind}_${rowId}`,
  );
  const prices = price.filter((each) => products.some(({ id }) => id === each.product));
  return { products, prices, active: prices.filter((each) => each.active) };
}

/**
 * Reconciles all that is due now, in one process. The second that a row rests after an attempt is over at once; what waits
 * because of a failure goes on waiting.
 */
export async function drainNow(stack: TestStack, world = stack.world) {
  for (;;) {
    const drained = await drain(world, { budgetMs: 30_000, patienceMs: 0 });
    const rested = await stack.sql`
      update private.sync_marks set next_attempt_at = now()
      where wanted > synced and refused is distinct from wanted and error is null and leased_by is null
        and account in (select private.accounts_behind())`;
    if (rested.count === 0) return drained;
  }
}

/** What the time between two attempts would do: whatever is behind is due, and leases of the dead have ended. */
export async function letTimePass(stack: TestStack) {
  await stack.sql`update private.sync_marks set next_attempt_at = now() - interval '1 second' where wanted > synced`;
  await stack.sql`update private.sync_marks set lease_until = now() - interval '1 second' where lease_until is not null`;
}

const syncRow = z.object({
  sync: z.object({
    status: z.string(),
    attempts: z.number(),
    stripeProductId: z.string().nullable(),
    stripePriceId: z.string().nullable(),
    nextAttemptAt: z.string().nullable(),
    error: z.object({ code: z.string(), field: z.string().nullable(), detail: z.string() }).nullable(),
  }),
});

/** The sync state of a space, as its badge shows it. */
export async function syncOf(stack: TestStack, spaceId: string) {
  const [row] = await stack.sql`select public.sync_state('space', ${spaceId}) as sync`;
  return syncRow.parse(row).sync;
}

const idRow = z.object({ id: z.string() });

/** Adds a space by plain SQL and answers its id. */
export async function addSpace(
  stack: TestStack,
  values: Record<string, string | number | boolean | null> = {},
): Promise<string> {
  const [row] =
    await stack.sql`insert into spaces ${stack.sql({ name: 'Atelier', price_per_hour: '25.00', ...values })} returning id`;
  return idRow.parse(row).id;
}
