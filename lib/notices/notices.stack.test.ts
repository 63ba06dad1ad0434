import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { pull, requestsSince } from '../../local/test-engine';
import { addSeller } from '../../local/test-sellers';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { recoverNotices } from './recover';
import { settleNotices } from './settle';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());
// Each test has its own gap: what came before has been compared.
beforeEach(async () => {
  await recover();
  await settleNotices(stack.world);
  await stack.sql`truncate private.notice_gaps`;
  await stack.sql`update private.notice_watches set read_to = now()`;
});

const { product } = shop;
/** Compares with Stripe's list of events now, also what has just happened. */
async function recover() {
  await stack.sql`update private.notice_watches set next_look_at = now()`;
  await recoverNotices(stack.world, 0);
}
const statesOf = () => stack.sql<{ state: string; count: number }[]>`
  select state, count(*)::int from private.stripe_notices group by state order by state`;

/** A notice as it stands when it has arrived. */
async function arrive(type: string, object: string, id = `evt_${type}_${object}`) {
  await stack.sql`select notice_keep(${id}, ${type}, null, ${object}, false, now())`;
}

test('W6: what was missed while the address was dead is recovered from Stripe’s list, and the gap is shown', async () => {
  const lamp = await shop.addProduct(stack, { stock: 3 });
  const { orderId } = await shop.buy(stack, [product(lamp)]);
  // That the product and its price were made has been compared already.
  await recover();
  await stack.sql`truncate private.notice_gaps`;
  await shop.pay(stack, orderId);
  expect((await shop.orderOf(stack, orderId)).status).toBe('open');
  await recover();
  await settleNotices(stack.world);
  expect((await shop.orderOf(stack, orderId)).status).toBe('paid');
  const gaps = await stack.sql<
    { missed: number; account: string }[]
  >`select missed, account from private.notice_gaps`;
  expect(gaps).toEqual([{ account: 'platform', missed: 2 }]);
  // Nothing is missed twice, and what has arrived is no gap.
  await recover();
  expect((await stack.sql`select from private.notice_gaps`).length).toBe(1);
});

test('W6: where Stripe cannot be asked, the next look goes on from where this one stood', async () => {
  const lamp = await shop.addProduct(stack, { stock: 3 });
  const { orderId } = await shop.buy(stack, [product(lamp)]);
  await shop.pay(stack, orderId);
  await pull(stack, { down: true });
  await recover();
  await pull(stack);
  await recover();
  await settleNotices(stack.world);
  expect((await shop.orderOf(stack, orderId)).status).toBe('paid');
});

test('W3: the notices of a refund in any order end in what Stripe shows', async () => {
  const orders = ['created', 'updated', 'failed'].flatMap((first, at, all) => {
    const others = all.filter((each) => each !== first);
    return [
      [first, ...others],
      [first, ...others.toReversed()],
    ];
  });
  const lamp = await shop.addProduct(stack, { stock: 20 });
  for (const [at, types] of orders.entries()) {
    const order = await shop.sold(stack, [product(lamp)]);
    await shop.askRefund(stack, order, null);
    const id = (await shop.refundsOf(stack, order))[0]?.stripe_refund_id ?? '';
    await shop.becomeRefund(stack, id, 'failed');
    for (const type of types) {
      await arrive(`refund.${type}`, id, `evt_${at}_${type}`);
      await settleNotices(stack.world);
    }
    expect((await shop.refundsOf(stack, order)).map(({ status }) => status)).toEqual(['failed']);
    expect((await shop.orderOf(stack, order)).status).toBe('paid');
  }
  expect(await shop.unitsOf(stack, lamp)).toMatchObject({ sold: orders.length });
});

test('W3: of two looks at a refund the one that saw less is told last, and changes nothing', async () => {
  const lamp = await shop.addProduct(stack, { stock: 2 });
  const order = await shop.sold(stack, [product(lamp)]);
  await shop.askRefund(stack, order, null);
  const [refund] = await shop.refundsOf(stack, order);
  const [payment] = await stack.sql<
    { id: string }[]
  >`select stripe_payment_intent_id as id from payments where order_id = ${order}`;
  const late = { id: refund?.stripe_refund_id, status: 'pending', amount: 4000, payment_intent: payment?.id };
  await stack.sql`select refund_settle(${JSON.stringify({ ...late, account: 'platform', is_live: false })})`;
  expect((await shop.refundsOf(stack, order))[0]?.status).toBe('succeeded');
  expect(await shop.unitsOf(stack, lamp)).toMatchObject({ sold: 0 });
});

test('W7: a notice that could not be acted on is tried again, given up, replayed, and replaying a handled one changes nothing', async () => {
  const lamp = await shop.addProduct(stack, { stock: 3 });
  const { orderId } = await shop.buy(stack, [product(lamp)]);
  await shop.pay(stack, orderId);
  const { session } = await shop.orderOf(stack, orderId);
  await pull(stack, { down: true });
  await arrive('checkout.session.completed', session, 'evt_w7');
  await settleNotices(stack.world);
  const seen = () => stack.sql<{ state: string; attempts: number }[]>`
    select state, attempts from notices_listed where id = 'evt_w7'`;
  expect(await seen()).toEqual([{ state: 'retrying', attempts: 1 }]);
  await stack.sql`update private.stripe_notices set attempts = 16, state = 'failed' where id = 'evt_w7'`;
  await pull(stack);
  await settleNotices(stack.world);
  expect((await seen())[0]?.state).toBe('failed');
  await stack.sql`select notice_replay('evt_w7')`;
  await settleNotices(stack.world);
  expect((await seen())[0]?.state).toBe('done');
  const units = await shop.unitsOf(stack, lamp);
  expect(units).toMatchObject({ sold: 1 });
  await stack.sql`select notice_replay('evt_w7')`;
  await settleNotices(stack.world);
  expect(await shop.unitsOf(stack, lamp)).toEqual(units);
  expect(await statesOf()).toMatchObject([{ state: 'done' }]);
});

test('a chargeback is shown with its order, and nothing is refunded while it is open', async () => {
  const lamp = await shop.addProduct(stack);
  const order = await shop.sold(stack, [product(lamp)]);
  const { charge } = await shop.stripeMoney(stack);
  const id = charge.at(-1)?.id ?? '';
  const dispute = async (status: 'open' | 'won') => {
    await fetch(`${stack.stripeUrl}/_tandem/charges/${id}/dispute`, {
      method: 'POST',
      body: JSON.stringify({ status }),
    });
    await recover();
    await settleNotices(stack.world);
  };
  const [newest] = await stack.sql<
    { id: string }[]
  >`select stripe_payment_intent_id as id from payments where order_id = ${order}`;
  expect(charge.find((each) => each.payment_intent === newest?.id)?.id).toBeDefined();
  await dispute('open');
  const disputed = await stack.sql<
    { order_id: string }[]
  >`select order_id from orders where dispute_status = 'needs_response'`;
  expect(disputed.length).toBe(1);
  await expect(stack.sql`select order_refund(${disputed[0]?.order_id ?? ''}, null, true)`).rejects.toThrow(
    'charge_disputed',
  );
  await dispute('won');
  await stack.sql`select order_refund(${disputed[0]?.order_id ?? ''}, null, true)`;
});

test('a sale that is announced twice is read once', async () => {
  const lamp = await shop.addProduct(stack);
  const { orderId } = await shop.buy(stack, [product(lamp)]);
  await shop.pay(stack, orderId);
  const { session } = await shop.orderOf(stack, orderId);
  const payment =
    (await shop.stripeMoney(stack)).sessions.find(({ id }) => id === session)?.payment_intent ?? '';
  const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
  await arrive('checkout.session.completed', session);
  await settleNotices(stack.world);
  await arrive('payment_intent.succeeded', payment);
  await settleNotices(stack.world);
  const reads = (await requestsSince(stack, latest)).data.map(({ method, path }) => `${method} ${path}`);
  expect(reads).toEqual([`GET /v1/checkout/sessions/${session}`]);
});

test('a notice for an order that is not ours changes nothing: no order, an unknown one, and one of another account', async () => {
  const lamp = await shop.addProduct(stack);
  const { orderId } = await shop.buy(stack, [product(lamp)]);
  await addSeller(stack, 'acct_forger');
  const line = {
    price_data: { currency: 'eur', unit_amount: 4000, product_data: { name: 'Forged' } },
    quantity: 1,
  };
  const forge = async (metadata: Record<string, string>, stripeAccount?: string) => {
    const made = await stack.world.stripe.checkout.sessions.create(
      { mode: 'payment', line_items: [line], success_url: 'http://localhost/', metadata },
      stripeAccount === undefined ? {} : { stripeAccount },
    );
    await fetch(`${stack.stripeUrl}/_tandem/sessions/${made.id}/pay`, { method: 'POST', body: '{}' });
    await stack.sql`select notice_keep(${`evt_${made.id}`}, 'checkout.session.completed', ${stripeAccount ?? null}, ${made.id}, false, now())`;
    await settleNotices(stack.world);
  };
  await forge({});
  await forge({ order_id: '5a1e0000-0000-4000-8000-00000000dead' });
  await forge({ order_id: 'not an id' });
  await forge({ order_id: orderId }, 'acct_forger');
  expect((await shop.orderOf(stack, orderId)).status).toBe('open');
  expect(await stack.sql`select from payments where order_id = ${orderId}`).toHaveLength(0);
  expect(await stack.sql`select from private.stripe_notices where state <> 'done'`).toHaveLength(0);
});
