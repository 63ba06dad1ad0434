import Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshEmulator, listener } from './testing';

const secret = 'whsec_tandem';
let hook: Awaited<ReturnType<typeof listener>>;
let at: Awaited<ReturnType<typeof freshEmulator>>;

beforeEach(async () => {
  hook = await listener();
  const webhooks = [
    { url: hook.url, secret },
    { url: hook.url, secret: 'whsec_connect', connect: true },
  ];
  at = await freshEmulator({ webhooks });
});
afterEach(async () => {
  await at.emulator.stop();
  hook.stop();
});

const settled = () => at.post('/deliveries/settle');
function opened(withSecret = secret) {
  return hook.received.map(({ body, signature }) =>
    Stripe.webhooks.constructEvent(body, signature, withSecret),
  );
}

test('a change is delivered, signed over its raw body', async () => {
  await at.stripe.products.create({ id: 'p', name: 'Café' }, { idempotencyKey: 'mine' });
  await settled();
  expect(opened()).toMatchObject([
    {
      type: 'product.created',
      livemode: false,
      request: { idempotency_key: 'mine' },
      data: { object: { id: 'p' } },
    },
  ]);
  const [first] = hook.received;
  expect(() =>
    Stripe.webhooks.constructEvent(first?.body ?? '', first?.signature ?? '', 'whsec_other'),
  ).toThrow();
});

test('what happens in a connected account goes to the Connect endpoint and names the account', async () => {
  await at.post('/accounts/acct_one');
  await settled();
  hook.received.splice(0);
  await at.stripe.products.create({ name: 'A' }, { stripeAccount: 'acct_one' });
  await settled();
  expect(opened('whsec_connect')).toMatchObject([{ type: 'product.created', account: 'acct_one' }]);
});

test('a refused delivery is tried again later, and until then counts as missed', async () => {
  hook.answer(500);
  await at.stripe.products.create({ name: 'A' });
  await settled();
  expect((await at.stripe.events.list({ delivery_success: false })).data).toMatchObject([
    { type: 'product.created', pending_webhooks: 1 },
  ]);
  hook.answer(200);
  await at.post('/clock', { advance_seconds: 2 });
  await settled();
  expect(opened().map((event) => event.type)).toEqual(['product.created', 'product.created']);
  expect((await at.stripe.events.list({ delivery_success: false })).data).toEqual([]);
  expect((await at.look('/deliveries')).data).toMatchObject([
    { status: 'delivered', attempts: [{ status: 500 }, { status: 200 }] },
  ]);
});

test('a redirect counts as a failure', async () => {
  hook.answer(302);
  await at.stripe.products.create({ name: 'A' });
  await settled();
  expect((await at.stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
});

test('doubled and shuffled: the same events, more often and in another order', async () => {
  await at.pull({ seed: 3, delivery: { hold: true, shuffle: true, duplicate: 1 } });
  for (const id of ['a', 'b', 'c', 'd']) await at.stripe.products.create({ id, name: id });
  expect(hook.received).toHaveLength(0);
  await at.pull({ seed: 3, delivery: { shuffle: true } });
  await settled();
  const events = opened();
  expect(events).toHaveLength(8);
  expect(new Set(events.map((event) => event.id)).size).toBe(4);
});

test('dropped events are never sent and are found as missed', async () => {
  await at.pull({ delivery: { drop: true } });
  await at.stripe.products.create({ name: 'A' });
  await at.pull({});
  await settled();
  expect(hook.received).toHaveLength(0);
  expect((await at.stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
});

test('a late delivery carries the object as it was', async () => {
  await at.pull({ delivery: { delay_ms: 60_000 } });
  await at.stripe.products.create({ id: 'p', name: 'old' });
  await at.pull({});
  await at.stripe.products.update('p', { name: 'new' });
  await settled();
  await at.post('/clock', { advance_seconds: 61 });
  await settled();
  expect(opened()).toMatchObject([
    { type: 'product.updated', data: { object: { name: 'new' }, previous_attributes: { name: 'old' } } },
    { type: 'product.created', data: { object: { name: 'old' } } },
  ]);
});

test('an endpoint receives the types it asks for, with its own secret', async () => {
  const { secret: own } = await at.stripe.webhookEndpoints.create({
    url: `${hook.url}/prices`,
    enabled_events: ['price.created'],
  });
  await at.stripe.products.create({ name: 'A', default_price_data: { currency: 'eur', unit_amount: 100 } });
  await settled();
  const verified = hook.received.filter(({ body, signature }) => {
    try {
      return Stripe.webhooks.constructEvent(body, signature, own ?? '').type === 'price.created';
    } catch {
      return false;
    }
  });
  expect(hook.received).toHaveLength(3);
  expect(verified).toHaveLength(1);
});

test('any delivery can be sent again', async () => {
  await at.stripe.products.create({ name: 'A' });
  await settled();
  const [id] = JSON.stringify(await at.look('/deliveries')).match(/dlv_\w+/) ?? [];
  await at.post(`/deliveries/${id ?? ''}/resend`);
  await settled();
  expect(opened().map((event) => event.id)).toHaveLength(2);
  expect(new Set(opened().map((event) => event.id)).size).toBe(1);
});

test('an update without a change makes no event', async () => {
  await at.stripe.products.create({ id: 'p', name: 'A' });
  await at.stripe.products.update('p', { name: 'A' });
  await settled();
  expect(opened().map((event) => event.type)).toEqual(['product.created']);
});
