import { z } from 'zod';
import { syncState } from '../lib/schemas/sync';
import { stripeHolds } from './test-engine';
import type { TestStack } from './test-stack';

type AccountLevers = {
  state?: 'ready' | 'incomplete' | 'new';
  is_deauthorised?: boolean;
  requirements_due?: string[];
};

/** Makes or changes a connected account at the emulator, as its owner would at Stripe; a new one may sell at once. */
export async function setAccount(stack: TestStack, account: string, levers: AccountLevers = {}) {
  const answer = await fetch(`${stack.stripeUrl}/_tandem/accounts/${account}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(levers),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const made = z.object({ organisation_id: z.string() });

/** Adds an organisation by plain SQL, or answers the one with that account. What its account may do is still to be read. */
export async function addOrganisation(
  stack: TestStack,
  account: string | null,
  currency = 'eur',
): Promise<string> {
  const [row] = await stack.sql`
    insert into organisations (name, default_currency, stripe_onbehalfof)
    values (${`Seller ${account ?? 'without account'}`}, ${currency}, ${account})
    on conflict (stripe_onbehalfof) do update set name = excluded.name returning organisation_id`;
  return made.parse(row).organisation_id;
}

/** Adds an organisation whose account may sell, and says so as if it had been read. */
export async function addSeller(stack: TestStack, account: string): Promise<string> {
  await setAccount(stack, account, { state: 'ready' });
  const organisation = await addOrganisation(stack, account);
  await stack.sql`
    update private.stripe_accounts set access = 'granted', charges_enabled = true, payouts_enabled = true,
      next_read_at = null, read_at = now() where account = ${account}`;
  return organisation;
}

const madeEvent = z.object({ event_id: z.string() });
const madeTicket = z.object({ id: z.string() });

export type TestTicket = { name: string; price: string; [column: string]: string | number | boolean | null };

/** Adds a published event with its ticket types by plain SQL. @returns their ids, the tickets' by their names. */
export async function addEvent(
  stack: TestStack,
  organisation: string,
  tickets: TestTicket[] = [{ name: 'Full', price: '25.00' }],
  values: Record<string, string | number | boolean | null> = {},
) {
  return stack.sql.begin(async (sql) => {
    const [row] = await sql`insert into events ${sql({
      ...{ organisation_id: organisation, title: 'Festival', is_published: true },
      ...values,
    })} returning event_id`;
    const { event_id: id } = madeEvent.parse(row);
    const ids: Record<string, string> = {};
    for (const [position, ticket] of tickets.entries()) {
      const [sold] =
        await sql`insert into event_tickets ${sql({ ...ticket, event_id: id, position })} returning id`;
      ids[ticket.name] = madeTicket.parse(sold).id;
    }
    return { id, tickets: ids };
  });
}

/** Two ticket types that cost something, and one that is given away. */
export const threeTickets: TestTicket[] = [
  { name: 'Full', price: '45.00' },
  { name: 'Member', price: '30.00' },
  { name: 'Child', price: '0' },
];

/** The sync state of an event, as its badge shows it. */
export async function eventState(stack: TestStack, event: string) {
  const [row] = await stack.sql`select public.sync_state('event', ${event}) as state`;
  return syncState.parse(row?.state);
}

/** What Stripe holds of an event in an account. */
export async function eventShown(stack: TestStack, account: string, event: string) {
  const { product, price } = await stripeHolds(stack, account);
  const found = product.filter(({ id }) => id === `event_${event}`);
  const prices = price.filter((each) => each.product === `event_${event}`);
  return { product: found[0], products: found.length, prices, active: prices.filter((each) => each.active) };
}

/** Amounts with their currency, in an order of their own. */
export const amounts = (prices: { unit_amount: number; currency: string }[]) =>
  prices.map(({ unit_amount, currency }) => `${unit_amount} ${currency}`).sort();
