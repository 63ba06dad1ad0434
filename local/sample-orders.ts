import postgres, { type Sql } from 'postgres';
import { z } from 'zod';
import type { Stack } from './stack';

type Line = { kind: 'product' | 'ticket'; id: string; quantity: number };
type Sale = {
  daysAgo: number;
  email: string;
  items: Line[];
  /** What became of it, where it is more than paid. */
  then?: 'refunded' | 'partly refunded' | 'checked in' | 'left';
};

const row = (at: number) => `5a1e0000-0000-4000-8000-000000000${at}`;
const product = (at: number, quantity = 1): Line => ({ kind: 'product', id: row(400 + at), quantity });
const ticket = (at: number, quantity = 1): Line => ({ kind: 'ticket', id: row(300 + at), quantity });

/** What was sold in the fortnight before the shop was looked at first. */
const sales: Sale[] = [
  { daysAgo: 14, email: 'camille.roux@example.com', items: [product(1)] },
  { daysAgo: 12, email: 'j.okafor@example.com', items: [ticket(1, 2)], then: 'checked in' },
  { daysAgo: 11, email: 'lea.martin@example.com', items: [product(8), product(12, 2)] },
  { daysAgo: 9, email: 'priya.n@example.com', items: [ticket(4, 4)] },
  { daysAgo: 8, email: 'atelier.brun@example.com', items: [product(6, 2)], then: 'partly refunded' },
  { daysAgo: 7, email: 'tom.hughes@example.com', items: [ticket(2, 3), ticket(3, 2)] },
  { daysAgo: 5, email: 'sofia.keller@example.com', items: [product(10)] },
  { daysAgo: 4, email: 'm.dubois@example.com', items: [product(9)], then: 'refunded' },
  { daysAgo: 3, email: 'grace.lin@example.com', items: [ticket(5, 1), ticket(4, 1)] },
  { daysAgo: 2, email: 'noe.petit@example.com', items: [product(12, 4)] },
  { daysAgo: 1, email: 'ingrid.berg@example.com', items: [ticket(1, 1)] },
  { daysAgo: 0, email: 'paul.mercier@example.com', items: [product(11)], then: 'left' },
];

const opened = z.object({ url: z.string(), orderId: z.string(), orderKey: z.string() });
const count = z.object({ count: z.number() });

/** A dozen past orders for the sample shop: bought, paid and given back as people would, then moved into the past. */
export async function makeSampleOrders(stack: Stack): Promise<void> {
  const sql = postgres(stack.databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    await untilOnSale(sql);
    for (const sale of sales) await sell(stack, sql, sale);
  } finally {
    await sql.end();
  }
}

/** Nothing is sold before Stripe knows it. */
async function untilOnSale(sql: Sql) {
  for (let tries = 0; tries < 120; tries += 1) {
    const [behind] = await sql`select count(*)::int from private.sync_marks where wanted > synced`;
    if (count.parse(behind).count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The sample catalogue is not in Stripe yet.');
}

async function ask(method: string, address: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

async function sell({ appUrl, stripeUrl }: Stack, sql: Sql, { daysAgo, email, items, then }: Sale) {
  const { url, orderId, orderKey } = opened.parse(
    await ask('POST', `${appUrl}/api/checkout`, { items, email }),
  );
  const order = `${appUrl}/api/orders/${orderId}`;
  if (then === 'left') {
    await ask('DELETE', `${order}/checkout?key=${orderKey}`);
  } else {
    const session = new URL(url).pathname.split('/').at(-1) ?? '';
    await ask('POST', `${stripeUrl}/_tandem/sessions/${session}/pay`, { email });
    await ask('GET', `${order}?key=${orderKey}`);
  }
  if (then === 'refunded') await sql`select order_refund(${orderId}, null, true)`;
  if (then === 'partly refunded')
    await sql`select order_refund(${orderId}, (select json_build_array(json_build_object('item_id', item_id, 'quantity', 1))::text
      from order_items where order_id = ${orderId} limit 1), true)`;
  if (then === 'checked in')
    await sql`select ticket_check_in(code) from ticket_codes where order_id = ${orderId}`;
  await moveBack(sql, orderId, daysAgo);
}

async function moveBack(sql: Sql, order: string, days: number) {
  const before = sql`make_interval(days => ${days})`;
  await sql`update orders set created_at = created_at - ${before}, paid_at = paid_at - ${before},
    closed_at = closed_at - ${before} where order_id = ${order}`;
  await sql`update payments set paid_at = paid_at - ${before} where order_id = ${order}`;
  await sql`update order_history set at = at - ${before} where order_id = ${order}`;
  await sql`update refunds set created_at = created_at - ${before} where order_id = ${order}`;
  await sql`update ticket_codes set checked_in_at = checked_in_at - ${before} where order_id = ${order}`;
}
