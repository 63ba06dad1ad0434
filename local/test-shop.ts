import { expect } from 'vitest';
import { z } from 'zod';
import type { Asking } from '../lib/checkout/hold';
import { makeRefunds } from '../lib/checkout/refund';
import { settle } from '../lib/checkout/settle';
import { start } from '../lib/checkout/start';
import { Problem } from '../lib/errors';
import type { World } from '../lib/world';
import { drainNow } from './test-engine';
import type { TestStack } from './test-stack';

const idRow = z.object({ id: z.string() });

/** Adds a product by plain SQL, and lets Stripe know it. @returns its id. */
export async function addProduct(
  stack: TestStack,
  values: Record<string, string | number | boolean | null> = {},
): Promise<string> {
  const [row] = await stack.sql`
    insert into products ${stack.sql({ name: 'Lamp', price: '40.00', ...values })} returning id`;
  const { id } = idRow.parse(row);
  // Where the app runs as well, it may be the one who syncs it.
  await expect
    .poll(
      async () => {
        await drainNow(stack);
        const [mark] =
          await stack.sql`select wanted = synced as is_synced from private.sync_marks where row_id = ${id}`;
        return mark?.is_synced;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  return id;
}

export type Cart = Asking['items'];

export const product = (id: string, quantity = 1): Cart[number] => ({ kind: 'product', id, quantity });
export const ticket = (id: string, quantity = 1): Cart[number] => ({ kind: 'ticket', id, quantity });

const places = {
  orderUrl: (id: string, key: string) => `http://localhost/orders/${id}?key=${key}`,
  cancelUrl: (id: string) => `http://localhost/cart?cancelled=${id}`,
};

/** Starts a purchase as the shop does. */
export function buy(stack: TestStack, items: Cart, world: World = stack.world) {
  return start(world, { items, locale: 'en' }, places);
}

/** Why a purchase was refused, with the codes of its items. @throws Error when it was not. */
export async function refusalOf(buying: Promise<unknown>): Promise<{ code: string; items: string[][] }> {
  const error: unknown = await buying.then(
    () => new Error('The purchase was not refused.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw error;
  return { code: error.code, items: error.errors.map(({ field, code }) => [field, code]) };
}

const session = z.looseObject({
  id: z.string(),
  status: z.string(),
  payment_status: z.string(),
  amount_total: z.number(),
  payment_intent: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  expires_at: z.number(),
});
const intent = z.looseObject({
  id: z.string(),
  status: z.string(),
  application_fee_amount: z.number().nullable(),
});
const charge = z.looseObject({
  id: z.string(),
  amount: z.number(),
  amount_refunded: z.number(),
  paid: z.boolean(),
});
const refund = z.looseObject({ id: z.string(), amount: z.number(), status: z.string() });
const fee = z.looseObject({ amount: z.number(), amount_refunded: z.number() });
const money = z.object({
  'checkout.session': z.array(session),
  payment_intent: z.array(intent),
  charge: z.array(charge),
  refund: z.array(refund),
  application_fee: z.array(fee),
});

/** All that Stripe holds of payments in an account; the platform's own unless another one is named. */
export async function stripeMoney(stack: TestStack, account = 'acct_platform') {
  const answer = await fetch(`${stack.stripeUrl}/_tandem/state?account=${account}`);
  const { 'checkout.session': sessions, ...others } = money.parse(await answer.json());
  return { sessions, ...others };
}

async function post(stack: TestStack, path: string, body: object = {}): Promise<unknown> {
  const answer = await fetch(`${stack.stripeUrl}/_tandem/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

const orderRow = z.object({
  order_id: z.string(),
  status: z.string(),
  stripe_session_id: z.string().nullable(),
  account: z.string(),
});

/** Where an order stands, as the database has it. */
export async function orderOf(stack: TestStack, id: string) {
  const [row] =
    await stack.sql`select order_id, status, stripe_session_id, account from orders where order_id = ${id}`;
  const { stripe_session_id: session, account, status } = orderRow.parse(row);
  return { status, session: session ?? '', account: account === 'platform' ? null : account };
}

/** Pays the open checkout of an order as a person at Stripe's page would. */
export async function pay(stack: TestStack, order: string, method: 'card' | 'delayed' | 'declined' = 'card') {
  await post(stack, `sessions/${(await orderOf(stack, order)).session}/pay`, {
    method,
    email: 'buyer@example.com',
  });
}

/** The bank answers a payment that takes days. */
export async function answerBank(stack: TestStack, order: string, outcome: 'succeed' | 'fail') {
  await post(stack, `sessions/${(await orderOf(stack, order)).session}/async`, { outcome });
}

/** What becomes of a refund at Stripe later. */
export async function becomeRefund(
  stack: TestStack,
  refundId: string,
  status: 'succeeded' | 'failed' | 'pending',
) {
  await post(stack, `refunds/${refundId}`, { status });
}

/** Moves Stripe's clock forward. */
export async function advanceStripe(stack: TestStack, seconds: number) {
  await post(stack, 'clock', { advance_seconds: seconds });
}

/** Lets what an order holds run out, as time would. */
export async function runOut(stack: TestStack, order: string) {
  await stack.sql`update private.holds set expires_at = now() - interval '1 second' where order_id = ${order} and not is_sold`;
  await stack.sql`update orders set hold_until = now() - interval '1 second', look_at = now() where order_id = ${order}`;
}

const numbers = z.object({
  sold: z.coerce.number(),
  held: z.coerce.number(),
  left: z.coerce.number().nullable(),
});

/** The units of a row's pool. */
export async function unitsOf(stack: TestStack, row: string) {
  const [found] = await stack.sql`
    select taken.sold, taken.held, private.pool_left(pool_id) as left
    from pools, private.pool_taken(pool_id) taken where row_id = ${row}`;
  return numbers.parse(found);
}

/** Looks at the checkout of an order at Stripe, as a notice would have it. @returns where the order stands. */
export async function settleOrder(stack: TestStack, order: string) {
  const { session, account } = await orderOf(stack, order);
  return settle(stack.world, session, account);
}

/** Somebody buys and pays, and the order is settled. @returns its id. @throws Error when it is not paid then. */
export async function sold(stack: TestStack, cart: Cart): Promise<string> {
  const { orderId } = await buy(stack, cart);
  await pay(stack, orderId);
  const status = await settleOrder(stack, orderId);
  if (status !== 'paid') throw new Error(`The order is ${String(status)}.`);
  return orderId;
}

const itemRows = z.array(z.object({ item_id: z.string(), refunded: z.number(), returned: z.number() }));

/** The items of an order, with what was given back of them. */
export async function itemsOf(stack: TestStack, order: string) {
  return itemRows.parse(
    await stack.sql`select item_id, refunded, returned from order_items where order_id = ${order} order by position`,
  );
}

/** An admin asks for a refund, and it is made at Stripe. */
export async function askRefund(
  stack: TestStack,
  order: string,
  lines: { item_id: string; quantity: number }[] | null,
  putsBack = true,
) {
  await stack.sql`select order_refund(${order}, ${lines === null ? null : JSON.stringify(lines)}, ${putsBack})`;
  await makeRefunds(stack.world);
}

const refundRows = z.array(
  z.object({
    status: z.string(),
    reason: z.string(),
    amount_minor: z.coerce.number(),
    stripe_refund_id: z.string().nullable(),
  }),
);

/** The refunds of an order, oldest first. */
export async function refundsOf(stack: TestStack, order: string) {
  return refundRows.parse(
    await stack.sql`select status, reason, amount_minor, stripe_refund_id from refunds where order_id = ${order} order by created_at`,
  );
}
