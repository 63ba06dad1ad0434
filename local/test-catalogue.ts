import { expect } from 'vitest';
import { z } from 'zod';
import { stripeHolds } from './test-engine';
import type { TestStack } from './test-stack';

const added = z.array(z.object({ id: z.string() }));

/** Adds spaces by one statement. */
export async function addSpaces(stack: TestStack, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, at) => ({ name: `Desk ${at}`, price_per_hour: '25' }));
  return added.parse(await stack.sql`insert into spaces ${stack.sql(rows)} returning id`).map(({ id }) => id);
}

/** Adds published events of an organisation, each with one ticket type: two writes, as a space with one tariff. */
export async function addEvents({ sql }: TestStack, count: number, organisation: string) {
  await sql`
    with made as (
      insert into events (organisation_id, title, slug, is_published)
      select ${organisation}, 'Concert ' || n, 'concert-' || gen_random_uuid(), true
      from generate_series(1, ${count}::int) n returning event_id
    )
    insert into event_tickets (event_id, name, price, currency) select made.event_id, 'Full', 25, 'eur' from made`;
}

const behindRow = z.object({ behind: z.coerce.number() });

/** How many rows may still catch up. */
export async function behind(stack: TestStack): Promise<number> {
  const [row] = await stack.sql`select behind from public.sync_behind()`;
  return behindRow.parse(row).behind;
}

/** Waits until no row is behind, while some process is at work on them. */
export async function untilSynced(stack: TestStack, timeout: number) {
  await expect.poll(() => behind(stack), { timeout, interval: 200 }).toBe(0);
}

const named = z.array(z.object({ id: z.string(), name: z.string() }));

/** Those of some spaces whose product has another name than the row. */
export async function misnamed(stack: TestStack, ids: string[]): Promise<string[]> {
  const { product } = await stripeHolds(stack);
  const names = new Map(product.map(({ id, name }) => [id, name]));
  const rows = named.parse(await stack.sql`select id, name from spaces where id in ${stack.sql(ids)}`);
  return rows.filter(({ id, name }) => names.get(`space_${id}`) !== name).map(({ id }) => id);
}

/** Says what an account may be asked in a second by all processes together; forgets that Stripe has ever complained. */
export async function setBudget(stack: TestStack, account: string, perSecond: number) {
  await stack.sql`
    insert into private.stripe_budgets (account, mode, calls_per_second, endpoint_calls_per_second)
    values (${account}, 'test', ${perSecond}, ${perSecond})
    on conflict (account, mode) do update set calls_per_second = excluded.calls_per_second,
      endpoint_calls_per_second = excluded.endpoint_calls_per_second, limited_at = null, limited_share = 1`;
}
