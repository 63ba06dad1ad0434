import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  addSpace,
  callsOf,
  drainNow,
  letTimePass,
  pull,
  stripeShows,
  syncOf,
  worldOver,
} from '../../local/test-engine';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { drain } from './drain';

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => pull(stack));
afterAll(() => stack.stop());

test('with Stripe down the row is saved and says when it is tried again; then it is synced', async () => {
  await pull(stack, { down: true });
  const id = await addSpace(stack);
  await drainNow(stack);
  const waiting = await syncOf(stack, id);
  expect(waiting).toMatchObject({ status: 'retrying', attempts: 1, error: { code: 'stripe_unreachable' } });
  expect(Date.parse(waiting.nextAttemptAt ?? '')).toBeGreaterThan(Date.now());
  await pull(stack);
  await letTimePass(stack);
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced', attempts: 0, error: null });
});

test('C8: a 429 and a lock timeout delay a row and count no attempt against it', async () => {
  for (const levers of [{ rate_limit_next: 3 }, { lock_timeout_next: 1 }]) {
    await pull(stack, levers);
    const id = await addSpace(stack);
    await drainNow(stack);
    expect(await syncOf(stack, id)).toMatchObject({
      status: 'retrying',
      attempts: 0,
      error: { code: 'stripe_busy' },
    });
    await letTimePass(stack);
    await drainNow(stack);
    expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
  }
});

test('C8: a call that was one too many is made again after a pause, and neither row nor person notices', async () => {
  await pull(stack, { rate_limit_next: 2 });
  const id = await addSpace(stack);
  const { writes } = await callsOf(stack, () => drainNow(stack));
  expect(writes.filter((call) => call === 'POST /v1/products')).toHaveLength(3);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('a row that Stripe puts off for ever comes back later each time, and starts anew when it changes', async () => {
  await pull(stack, { rate_limit_next: { next: 100, path: '/v1/products' } });
  const id = await addSpace(stack);
  const waits: number[] = [];
  for (let delay = 0; delay < 6; delay += 1) {
    await letTimePass(stack);
    await drainNow(stack);
    const [row] = await stack.sql<{ wait: number }[]>`
      select extract(epoch from next_attempt_at - attempted_at)::float as wait from private.sync_marks where row_id = ${id}`;
    waits.push(row?.wait ?? 0);
  }
  expect(waits.every((wait, at) => at === 0 || wait > (waits[at - 1] ?? 0))).toBe(true);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'retrying', attempts: 0 });
  await pull(stack);
  await stack.sql`update spaces set name = 'Changed' where id = ${id}`;
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('C8: a stored 500 does not poison a row: it is read first, then tried under a new key', async () => {
  for (const levers of [{ fail_before: { next: 1 } }, { fail_after: { next: 1 } }]) {
    await pull(stack, levers);
    const id = await addSpace(stack);
    await drainNow(stack);
    expect(await syncOf(stack, id)).toMatchObject({ status: 'retrying', error: { code: 'stripe_down' } });
    await letTimePass(stack);
    const { reads } = await callsOf(stack, () => drainNow(stack));
    expect(reads[0]).toBe(`GET /v1/products/space_${id}`);
    expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
    expect((await stripeShows(stack, id)).prices).toHaveLength(1);
  }
});

test('a create whose answer was lost is found again, not made twice', async () => {
  const id = await addSpace(stack);
  await drainNow(stack);
  await pull(stack, { reset_after: { next: 5, path: '/v1/prices' } });
  await stack.sql`update spaces set price_per_hour = 40 where id = ${id}`;
  await drainNow(stack);
  await pull(stack);
  await letTimePass(stack);
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
  const { prices, active } = await stripeShows(stack, id);
  expect(active).toMatchObject([{ unit_amount: 4000 }]);
  expect(prices).toHaveLength(2);
});

test('C8: an error of one row never stops the others', async () => {
  const refused = await addSpace(stack, { name: 'Salle [stripe-refuses]' });
  const others = [await addSpace(stack), await addSpace(stack), await addSpace(stack)];
  await drainNow(stack);
  expect(await syncOf(stack, refused)).toMatchObject({ status: 'failed' });
  for (const id of others) expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('attempts wait longer each time, and a change of the row starts anew', async () => {
  await pull(stack, { down: true });
  const id = await addSpace(stack);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await letTimePass(stack);
    await drainNow(stack);
    const [row] = await stack.sql<{ wait: number }[]>`
      select extract(epoch from next_attempt_at - attempted_at)::float as wait from private.sync_marks where row_id = ${id}`;
    waits.push(row?.wait ?? 0);
  }
  expect(waits.map((wait, at) => wait > (waits[at - 1] ?? 0))).toEqual([true, true, true, true]);
  await stack.sql`update spaces set name = 'Changed' where id = ${id}`;
  expect(await syncOf(stack, id)).toMatchObject({ status: 'pending', attempts: 0, error: null });
});

test('a key that Stripe does not accept is an outage, not the row’s fault', async () => {
  const { makeStripe } = await import('../stripe/system');
  const id = await addSpace(stack);
  await drain(
    { ...stack.world, stripe: makeStripe('wrong', { apiBase: stack.stripeUrl }) },
    { budgetMs: 5000, patienceMs: 0, only: { kind: 'space', id } },
  );
  expect(await syncOf(stack, id)).toMatchObject({ status: 'retrying', error: { code: 'stripe_key' } });
});

test('a row that falls due within the drain’s patience is waited for', async () => {
  await pull(stack, { rate_limit_next: 3 });
  const id = await addSpace(stack);
  await drain(stack.world, { budgetMs: 20_000, patienceMs: 20_000 });
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
});

test('C7: a worker that was asleep for longer than its lease writes nothing any more', async () => {
  const id = await addSpace(stack);
  const asleep = worldOver(stack, async (input, init) => {
    const answer = await fetch(input, init);
    const isStripe = String(input instanceof Request ? input.url : input).startsWith(stack.stripeUrl);
    if (isStripe) vi.setSystemTime(Date.now() + 70_000);
    return answer;
  });
  vi.useFakeTimers({ toFake: ['Date'] });
  const { writes } = await callsOf(stack, () =>
    drain(asleep, { budgetMs: 3_600_000, patienceMs: 0 }).finally(() => vi.useRealTimers()),
  );
  // The call that was under way; the next one would be another worker's by now.
  expect(writes).toEqual(['POST /v1/products']);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'retrying', error: { code: 'stripe_slow' } });
  await letTimePass(stack);
  await drainNow(stack);
  expect(await syncOf(stack, id)).toMatchObject({ status: 'synced' });
  expect((await stripeShows(stack, id)).prices).toHaveLength(1);
});
