import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSpace, pull, requestsSince } from '../../local/test-engine';
import * as shop from '../../local/test-shop';
import { startTestStack, type TestStack } from '../../local/test-stack';
import { drainSoon } from './world';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test('S4: money goes back while a sync of the same process is still under way', async () => {
  const lamp = await shop.addProduct(stack, { stock: 1 });
  const order = await shop.sold(stack, [shop.product(lamp)]);
  // A call that Stripe does not answer before this test is over.
  await pull(stack, { latency_ms: { ms: 60_000, method: 'POST', path: '/v1/products' } });
  const { latest } = await requestsSince(stack, Number.MAX_SAFE_INTEGER);
  await addSpace(stack);
  let isDrained = false;
  void drainSoon().then(() => (isDrained = true));
  const underWay = async () => (await requestsSince(stack, latest)).data.map(({ path }) => path);
  await expect.poll(underWay, { timeout: 20_000 }).toEqual(['/v1/products']);
  const [first] = await stack.sql`select order_refund(${order}, null, true) as asked`;
  expect(first?.asked).not.toBeNull();
  void drainSoon();
  await expect
    .poll(async () => (await shop.refundsOf(stack, order)).map(({ status }) => status), { timeout: 20_000 })
    .toEqual(['succeeded']);
  expect(isDrained).toBe(false);
});
