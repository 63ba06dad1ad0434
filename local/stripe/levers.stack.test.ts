import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clientOf, freshEmulator } from './testing';

let at: Awaited<ReturnType<typeof freshEmulator>>;
beforeEach(async () => (at = await freshEmulator()));
afterEach(() => at.emulator.stop());

const ids = async () => (await at.stripe.products.list({ limit: 100 })).data.map((product) => product.id);

describe('failing', () => {
  test('before it has acted: a 500 and nothing made', async () => {
    await at.pull({ fail_before: { next: 1 } });
    await expect(at.stripe.products.create({ id: 'p', name: 'A' })).rejects.toMatchObject({
      statusCode: 500,
      type: 'StripeAPIError',
    });
    expect(await ids()).toEqual([]);
  });

  test('after it has acted: a 500, and the product is there', async () => {
    await at.pull({ fail_after: { next: 1, method: 'POST', path: '/v1/products' } });
    await expect(at.stripe.products.create({ id: 'p', name: 'A' })).rejects.toMatchObject({
      statusCode: 500,
    });
    expect(await ids()).toEqual(['p']);
  });

  test('a kept 500 is replayed for its key, and another key goes through', async () => {
    await at.pull({ fail_before: { next: 1 } });
    const create = (idempotencyKey: string) =>
      at.stripe.products.create({ id: 'p', name: 'A' }, { idempotencyKey });
    await expect(create('one')).rejects.toMatchObject({ statusCode: 500 });
    await expect(create('one')).rejects.toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true' },
    });
    expect(await create('two')).toMatchObject({ id: 'p' });
  });

  test('with a probability it strikes the same calls for the same seed', async () => {
    const pattern = async () => {
      await at.pull({ seed: 7, fail_before: 0.5 });
      const outcomes: boolean[] = [];
      for (let call = 0; call < 12; call += 1) {
        outcomes.push(await at.stripe.products.list().then(() => true, () => false)); // prettier-ignore
      }
      return outcomes;
    };
    const first = await pattern();
    expect(new Set(first).size).toBe(2);
    expect(await pattern()).toEqual(first);
  });
});

describe('breaking off', () => {
  test('stripe-node tries once more by itself, and the key makes it one product', async () => {
    await at.pull({ reset_after: { next: 1 } });
    expect(await at.stripe.products.create({ name: 'A' })).toMatchObject({ name: 'A' });
    expect(await ids()).toHaveLength(1);
    expect((await at.look('/requests')).data).toMatchObject([
      { status: 0 },
      { status: 200, is_replayed: true },
      { method: 'GET' },
    ]);
  });

  test('down: every connection breaks', async () => {
    await at.pull({ down: true });
    await expect(at.stripe.products.list()).rejects.toMatchObject({ type: 'StripeConnectionError' });
    await at.pull({});
    expect(await ids()).toEqual([]);
  });
});

describe('limiting', () => {
  test('a 429 for too many calls says so in its header; one for a lock does not', async () => {
    await at.pull({ rate_limit_next: 1, lock_timeout_next: 1 });
    const limited = at.stripe.products.list();
    await expect(limited).rejects.toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
      headers: { 'stripe-rate-limited-reason': 'global-rate' },
    });
    const locked = await at.stripe.products.list().catch((error: unknown) => error);
    expect(locked).toMatchObject({ statusCode: 429, code: 'lock_timeout' });
    expect(locked).not.toHaveProperty(['headers', 'stripe-rate-limited-reason']);
  });

  test('each account has a rate of its own', async () => {
    await at.post('/accounts/acct_one');
    await at.pull({ rate_per_second: [{ rate: 2, account: 'acct_platform' }] });
    const here = await Promise.allSettled([1, 2, 3, 4].map(() => at.stripe.products.list()));
    const there = await Promise.allSettled(
      [1, 2, 3, 4].map(() => at.stripe.products.list({}, { stripeAccount: 'acct_one' })),
    );
    expect(here.filter((call) => call.status === 'rejected')).toHaveLength(2);
    expect(there.filter((call) => call.status === 'rejected')).toHaveLength(0);
  });

  test('a 429 does not use its key up', async () => {
    await at.pull({ rate_limit_next: 1 });
    const create = () => at.stripe.products.create({ name: 'A' }, { idempotencyKey: 'k' });
    await expect(create()).rejects.toMatchObject({ statusCode: 429 });
    expect(await create()).toMatchObject({ name: 'A' });
  });
});

describe('refusing and slowness', () => {
  test('chosen paths are refused as told', async () => {
    await at.pull({
      refuse_paths: [{ path: '/v1/prices', method: 'POST', param: 'unit_amount', message: 'Too dear.' }],
    });
    const { id } = await at.stripe.products.create({ name: 'A' });
    const price = at.stripe.prices.create({ product: id, currency: 'eur', unit_amount: 1 });
    await expect(price).rejects.toMatchObject({
      statusCode: 400,
      param: 'unit_amount',
      message: 'Too dear.',
    });
  });

  test('a slow call still acts when its caller has gone', async () => {
    await at.pull({ latency_ms: 150 });
    const impatient = at.stripe.products.create({ id: 'late', name: 'A' }, { timeout: 30 });
    await expect(impatient).rejects.toMatchObject({ type: 'StripeConnectionError' });
    await expect.poll(() => at.look('/state')).toMatchObject({ product: [{ id: 'late' }] });
  });

  test('two calls under one key at once: one is told that the other is under way', async () => {
    await at.pull({ latency_ms: 100 });
    const create = () => at.stripe.products.create({ name: 'A' }, { idempotencyKey: 'k' });
    const both = await Promise.allSettled([create(), create()]);
    expect(both.map((call) => call.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((call) => call.status === 'rejected');
    expect(refused?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  });

  test('an answer is kept back until the lever is let go, and the call has acted', async () => {
    await at.pull({ hold: { method: 'POST', path: '/v1/products' } });
    const made = at.stripe.products.create({ id: 'held', name: 'A' });
    await expect.poll(() => at.look('/state')).toMatchObject({ product: [{ id: 'held' }] });
    expect(await ids()).toEqual(['held']);
    expect((await at.look('/requests')).data).toMatchObject([
      { method: 'POST', status: null },
      { status: 200 },
    ]);
    await at.pull({});
    expect(await made).toMatchObject({ id: 'held' });
  });

  test('stopping does not wait for an answer that is kept back', async () => {
    await at.pull({ hold: true });
    const call = expect(at.stripe.products.list()).rejects.toBeDefined();
    await expect.poll(() => at.look('/requests')).toMatchObject({ data: [{ status: null }] });
    await at.emulator.stop();
    await call;
  });

  test('stopping does not wait for slow answers', async () => {
    await at.pull({ latency_ms: 60_000 });
    const call = expect(at.stripe.products.list()).rejects.toBeDefined();
    await expect.poll(() => at.look('/requests')).toMatchObject({ data: [{ status: null }] });
    await at.emulator.stop();
    await call;
  });

  test('levers that make no sense are refused', async () => {
    expect(await at.pull({ latency_ms: -1 })).toHaveProperty('error');
    expect(await at.look('/levers')).toMatchObject({ latency_ms: [], down: [] });
  });

  test('well-known names provoke failures without levers', async () => {
    const create = (name: string) => at.stripe.products.create({ name });
    await expect(create('A [stripe-refuses]')).rejects.toMatchObject({ statusCode: 400, param: 'name' });
    await expect(create('A [stripe-down]')).rejects.toMatchObject({ statusCode: 500 });
    await expect(create('A [stripe-limits]')).rejects.toMatchObject({ statusCode: 429 });
    const slow = at.stripe.products.create({ id: 'slow', name: 'A [stripe-slow]' }, { timeout: 100 });
    await expect(slow).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(await ids()).toEqual(['slow']);
  });
});

describe('who calls', () => {
  test('test and live objects, and those of each account, never meet', async () => {
    await at.post('/accounts/acct_one');
    const live = clientOf(at.emulator, 'sk_live_tandem');
    await at.stripe.products.create({ id: 'same', name: 'test' });
    await live.products.create({ id: 'same', name: 'live' });
    await at.stripe.products.create({ id: 'same', name: 'one' }, { stripeAccount: 'acct_one' });
    expect(await at.stripe.products.retrieve('same')).toMatchObject({ name: 'test', livemode: false });
    expect(await live.products.retrieve('same')).toMatchObject({ name: 'live', livemode: true });
    expect(await at.stripe.products.retrieve('same', {}, { stripeAccount: 'acct_one' })).toMatchObject({
      name: 'one',
    });
    await expect(live.products.list({}, { stripeAccount: 'acct_one' })).rejects.toMatchObject({
      statusCode: 403,
    });
  });

  test('a form sent from another site is refused', async () => {
    const options = { method: 'POST', headers: { origin: 'https://evil.example' } };
    expect((await fetch(`${at.emulator.url}/_tandem/reset`, options)).status).toBe(403);
    const sibling = { method: 'POST', headers: { 'sec-fetch-site': 'same-site' } };
    expect((await fetch(`${at.emulator.url}/dashboard/levers`, sibling)).status).toBe(403);
  });
});
