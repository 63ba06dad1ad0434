import { expect } from '@playwright/test';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { addEvent, sellerOn } from './events';

type Place = { sql: Sql; stack: { appUrl: string; stripeUrl: string } };
type Line = { kind: 'product' | 'ticket'; id: string; quantity: number };

const answer = z.object({ orderId: z.string() });

/** A product as a script would write it. @returns its id. */
export async function addProduct(
  { sql }: Place,
  name: string,
  price: string,
  stock: number,
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into products (name, price, stock) values (${name}, ${price}, ${stock}) returning id`;
  return row?.id ?? '';
}

/** A published event with one ticket type, on an account that may sell. @returns the ids of its organisation and its ticket. */
export async function addTicket({ sql, stack }: Place, account: string, title: string) {
  const place = { sql, stripeUrl: stack.stripeUrl };
  const organisation = await sellerOn(account, `Organisation of ${title}`, place);
  const event = await addEvent(sql, organisation, { title });
  const [row] = await sql<{ id: string }[]>`select id from event_tickets where event_id = ${event}`;
  return { organisation, ticket: row?.id ?? '' };
}

/** Somebody goes to pay, as soon as Stripe knows what they buy. @returns the id of the open order. */
export async function buy({ stack }: Place, items: Line[]): Promise<string> {
  let order = '';
  await expect
    .poll(
      async () => {
        const said = await fetch(`${stack.appUrl}/api/checkout`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ items }),
        });
        if (said.status === 201) order = answer.parse(await said.json()).orderId;
        return said.status;
      },
      { timeout: 60_000 },
    )
    .toBe(201);
  return order;
}

/** They pay at Stripe's page, and Stripe tells us. */
export async function pay({ sql, stack }: Place, order: string) {
  const [row] = await sql<{ session: string }[]>`
    select stripe_session_id as session from orders where order_id = ${order}`;
  const said = await fetch(`${stack.stripeUrl}/_tandem/sessions/${row?.session ?? ''}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'card', email: 'ada@buyer.test' }),
  });
  expect(said.status).toBe(200);
  await expect
    .poll(() => sql`select status from orders where order_id = ${order}`, { timeout: 60_000 })
    .toEqual([{ status: 'paid' }]);
}

/** Somebody has bought and paid. @returns the id and the number of the order. */
export async function sold(place: Place, items: Line[]) {
  const id = await buy(place, items);
  await pay(place, id);
  const [row] = await place.sql<{ number: string }[]>`select number from orders where order_id = ${id}`;
  return { id, number: row?.number ?? '' };
}

/** How many units of a row's pool are left. */
export async function leftOf({ sql }: Place, row: string): Promise<number> {
  const [found] = await sql<{ left: string }[]>`
    select private.pool_left(pool_id) as left from pools where row_id = ${row}`;
  return Number(found?.left);
}
