import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contractSubject, type Subject } from './contract-subject';

// The calls that the app makes. Given STRIPE_TEST_KEY they are made to Stripe itself: `STRIPE_TEST_KEY=sk_test_... npx vitest run
// --project stack local/stripe/contract`.
let subject: Subject;
beforeAll(async () => {
  subject = await contractSubject(process.env.STRIPE_TEST_KEY);
});
afterAll(() => subject.tidy());

test('the same key with the same parameters answers with the same product', async () => {
  const id = subject.newProductId();
  const idempotencyKey = randomUUID();
  const first = await subject.stripe.products.create({ id, name: 'Once' }, { idempotencyKey });
  const again = await subject.stripe.products.create({ id, name: 'Once' }, { idempotencyKey });
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
});

test('the same key with other parameters is refused', async () => {
  const idempotencyKey = randomUUID();
  await subject.stripe.products.create({ id: subject.newProductId(), name: 'Once' }, { idempotencyKey });
  const other = subject.stripe.products.create(
    { id: subject.newProductId(), name: 'Other' },
    { idempotencyKey },
  );
  await expect(other).rejects.toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
});

test('a refused parameter does not use the key up', async () => {
  const id = subject.newProductId();
  const idempotencyKey = randomUUID();
  await expect(subject.stripe.products.create({ id, name: '' }, { idempotencyKey })).rejects.toMatchObject({
    statusCode: 400,
  });
  expect(await subject.stripe.products.create({ id, name: 'Now right' }, { idempotencyKey })).toMatchObject({
    id,
  });
});
test('an unknown payment cannot be refunded', async () => {
  const refund = subject.stripe.refunds.create({ payment_intent: 'pi_none' });
  await expect(refund).rejects.toMatchObject({ code: 'resource_missing', param: 'payment_intent' });
});

test('a change makes an event that names its cause', async () => {
  const idempotencyKey = randomUUID();
  const product = await subject.stripe.products.create(
    { id: subject.newProductId(), name: 'Told' },
    { idempotencyKey },
  );
  const find = async () => {
    const events = await subject.stripe.events.list({
      types: ['product.created'],
      created: { gte: product.created - 5 },
      limit: 100,
    });
    return events.data.find((event) => event.request?.idempotency_key === idempotencyKey);
  };
  await expect
    .poll(find, { timeout: 20_000 })
    .toMatchObject({ type: 'product.created', data: { object: { id: product.id } } });
});

test('a key that is none is told apart from an account that is none', async () => {
  const stranger = subject.stranger();
  await expect(stranger.products.list()).rejects.toMatchObject({
    statusCode: 401,
    type: 'StripeAuthenticationError',
  });
  const elsewhere = subject.stripe.products.list({}, { stripeAccount: 'acct_1NobodyNobodyNo' });
  await expect(elsewhere).rejects.toMatchObject({ statusCode: 403, type: 'StripePermissionError' });
});

test('a webhook endpoint tells its secret once', async () => {
  const url = `https://example.com/hooks/${subject.run}`;
  const { id, secret } = await subject.stripe.webhookEndpoints.create({
    url,
    enabled_events: ['product.updated'],
  });
  expect(secret).toMatch(/^whsec_/);
  expect(await subject.stripe.webhookEndpoints.retrieve(id)).not.toHaveProperty('secret');
  expect(await subject.stripe.webhookEndpoints.del(id)).toMatchObject({ deleted: true });
});
