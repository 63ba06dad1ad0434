import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApi } from '../../../../local/test-api';
import { fillStripe, heldBy, loggedOf } from '../../../../local/test-catalogue-log';
import { pull } from '../../../../local/test-engine';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const PATH = '/api/cron/stripe-sync-products';

test('the clock runs the backfill by GET or POST, and the answer says what came of it', async () => {
  await fillStripe(api.stack, { products: 130 });
  const token = api.stack.environment.CRON_SECRET ?? '';
  const first = await api.ask('GET', PATH, { token });
  expect(first.status).toBe(200);
  const { success, synced, checked, drifted, reads, done } = first.body;
  expect({ success, synced, checked, drifted, done }).toEqual({
    success: true,
    synced: 130,
    checked: 130,
    drifted: 0,
    done: true,
  });
  expect(reads).toBeGreaterThan(2);
  expect(await loggedOf(api.stack)).toEqual(await heldBy(api.stack));
  expect((await api.ask('POST', PATH, { token, body: {} })).body).toMatchObject({ success: true, synced: 0 });
});

test('a run that fails says so by its status, and what it came to', async () => {
  await pull(api.stack, { down: true });
  const token = api.stack.environment.CRON_SECRET ?? '';
  const failed = await api.ask('POST', PATH, { token, body: {} });
  expect(failed).toMatchObject({
    status: 502,
    body: { code: 'backfill_failed', success: false, done: false },
  });
  await pull(api.stack);
  expect(await api.ask('POST', PATH, { token, body: {} })).toMatchObject({
    status: 200,
    body: { success: true, done: true },
  });
});

test('nobody else runs it: 401 without the secret or with a wrong one, an admin included', async () => {
  for (const token of ['', 'wrong', api.admin, api.stranger]) {
    expect((await api.ask('POST', PATH, { token })).status).toBe(401);
  }
});
