import { z } from 'zod';
import { requestsSince, worldOver } from './test-engine';
import type { TestStack } from './test-stack';

type Fill = { products: number; account?: string; prefix?: string; span_seconds?: number };

/** Puts many products into an account, each with a price and without events: a catalogue of long ago. */
export async function fillStripe(stack: TestStack, fill: Fill) {
  const answer = await fetch(`${stack.stripeUrl}/_tandem/fill`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fill),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const product = z.object({
  id: z.string(),
  name: z.string(),
  active: z.boolean(),
  metadata: z.record(z.string(), z.string()),
});
const price = z.object({ id: z.string(), active: z.boolean(), unit_amount: z.number().nullable() });
const state = z.object({ product: z.array(product), price: z.array(price) });

/** What Stripe holds of an account, in the words of the log. */
export async function heldBy(stack: TestStack, account = 'acct_platform') {
  const answer = await fetch(`${stack.stripeUrl}/_tandem/state?account=${account}`);
  const held = state.parse(await answer.json());
  return {
    products: held.product
      .map(({ id, name, active, metadata }) => ({ id, name, active, metadata }))
      .sort(byId),
    prices: held.price.map(({ id, active, unit_amount }) => ({ id, active, unit_amount })).sort(byId),
  };
}

/** What the log holds of an account, without what is deleted. */
export async function loggedOf({ sql }: TestStack, account: string | null = null) {
  const products = await sql`
    select stripe_product_id as id, name, active, metadata from stripe_products_log
    where connected_account_id is not distinct from ${account} and not is_deleted`;
  const prices = await sql`
    select stripe_price_id as id, active, unit_amount::int from stripe_prices_log
    where connected_account_id is not distinct from ${account}`;
  return {
    products: z.array(product).parse(products).sort(byId),
    prices: z.array(price).parse(prices).sort(byId),
  };
}

function byId(one: { id: string }, other: { id: string }) {
  return one.id < other.id ? -1 : 1;
}

/** A mark on every row of the log that changes with each write. */
export async function writesOf({ sql }: TestStack) {
  return sql`
    select stripe_product_id as id, xmin::text, ctid::text from stripe_products_log
    union all select stripe_price_id, xmin::text, ctid::text from stripe_prices_log order by id`;
}

/** The pages that were asked for since a call's number, each by all that tells it from another. */
export async function pagesAsked(stack: TestStack, seq: number): Promise<string[]> {
  const { data } = await requestsSince(stack, seq);
  return data.map(({ account, path, params }) =>
    JSON.stringify([account, path, params.starting_after, params.active, params.created]),
  );
}

/** A process that makes so many calls to Stripe and then hangs for ever, as one that was stopped. */
export function dyingAfter(stack: TestStack, calls: number) {
  let made = 0;
  return worldOver(stack, (input, init) => {
    const isStripe = String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl);
    if (isStripe && ++made > calls) return new Promise(() => undefined);
    return fetch(input, init);
  });
}

/** Forgets all runs, what was logged, and what Stripe holds. */
export async function clearBackfill({ sql, stripeUrl }: TestStack) {
  await fetch(`${stripeUrl}/_tandem/reset`, { method: 'POST' });
  await sql`delete from private.backfill_runs`;
  await sql`delete from private.backfill_watches`;
  await sql`delete from private.alerts`;
  await sql`delete from private.stripe_notices`;
  await sql`delete from stripe_products_log`;
  await sql`delete from stripe_prices_log`;
  await sql`delete from organisations`;
  await sql`delete from private.stripe_accounts`;
  await sql`delete from private.stripe_budgets`;
}
