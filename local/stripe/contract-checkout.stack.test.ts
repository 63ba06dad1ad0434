import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractSubject, priceOf, type Subject } from './contract-subject';

// The calls that the app makes. Given STRIPE_TEST_KEY they are made to Stripe itself: `STRIPE_TEST_KEY=sk_test_... npx vitest run
// --project stack local/stripe/contract`.
let subject: Subject;
beforeAll(async () => {
  subject = await contractSubject(process.env.STRIPE_TEST_KEY);
});
afterAll(() => subject.tidy());

const success_url = 'https://example.com/done?session={CHECKOUT_SESSION_ID}';

async function sellable(unit_amount = 2500) {
  const id = subject.newProductId();
  const product = await subject.stripe.products.create({
    id,
    name: 'Lamp',
    default_price_data: { currency: 'eur', unit_amount },
  });
  return { id, price: priceOf(product) };
}

test('a session carries its lines, its order and an address to pay at', async () => {
  const { price } = await sellable();
  const session = await subject.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price, quantity: 2 }],
    success_url,
    metadata: { order_id: subject.run },
    payment_intent_data: { metadata: { order_id: subject.run } },
    customer_email: 'buyer@example.com',
    client_reference_id: subject.run,
  });
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 5000,
    currency: 'eur',
    metadata: { order_id: subject.run },
    client_reference_id: subject.run,
  });
  expect(session.url).toMatch(/^https?:/);
  const lines = await subject.stripe.checkout.sessions.listLineItems(session.id, { limit: 100 });
  expect(lines.data).toMatchObject([{ quantity: 2, amount_total: 5000, price: { id: price } }]);
  const again = await subject.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
  expect(again.line_items?.data).toHaveLength(1);
});

test('an open session can be expired, once', async () => {
  const { price } = await sellable();
  const line_items = [{ price, quantity: 1 }];
  const { id } = await subject.stripe.checkout.sessions.create({ mode: 'payment', line_items, success_url });
  expect(await subject.stripe.checkout.sessions.expire(id)).toMatchObject({ status: 'expired', url: null });
  await expect(subject.stripe.checkout.sessions.expire(id)).rejects.toMatchObject({ statusCode: 400 });
});

test('a session lasts from 30 minutes to a day', async () => {
  const { price } = await sellable();
  const now = Math.floor(Date.now() / 1000);
  const open = (expires_at: number) =>
    subject.stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ price, quantity: 1 }],
      success_url,
      expires_at,
    });
  await expect(open(now + 60)).rejects.toMatchObject({ statusCode: 400, param: 'expires_at' });
  await expect(open(now + 25 * 3600)).rejects.toMatchObject({ statusCode: 400, param: 'expires_at' });
  expect((await open(now + 35 * 60)).expires_at).toBe(now + 35 * 60);
});

test('what is archived cannot be sold', async () => {
  const { id, price } = await sellable();
  const line_items = [{ price, quantity: 1 }];
  await subject.stripe.products.update(id, { active: false });
  const session = subject.stripe.checkout.sessions.create({ mode: 'payment', line_items, success_url });
  await expect(session).rejects.toMatchObject({ statusCode: 400 });
});

test('less than the minimum cannot be charged', async () => {
  const { price } = await sellable(10);
  const session = subject.stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [{ price, quantity: 1 }],
    success_url,
  });
  await expect(session).rejects.toMatchObject({ statusCode: 400, code: 'amount_too_small' });
});

test('the list of payment methods is no longer taken', async () => {
  const { price } = await sellable();
  const params = {
    mode: 'payment',
    line_items: [{ price, quantity: 1 }],
    success_url,
    payment_method_types: ['card'],
  };
  const session = subject.stripe.rawRequest('POST', '/v1/checkout/sessions', params);
  await expect(session).rejects.toMatchObject({ statusCode: 400, param: 'payment_method_types' });
});
