import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { TestApi } from '../../../local/test-api';
import { addSpace, pull, stripeShows, syncOf } from '../../../local/test-engine';
import { syncRun } from '@/lib/schemas/sync-run';

let api: TestApi;
const ask: TestApi['ask'] = (...call) => api.ask(...call);

beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const nobody = '00000000-0000-4000-8000-000000000000';
const isSynced = (id: string) =>
  vi.waitFor(async () => expect(await syncOf(api.stack, id)).toMatchObject({ status: 'synced' }), 20_000);

test('a run over the whole catalogue is asked for, followed and done', async () => {
  const id = await addSpace(api.stack);
  await isSynced(id);
  await api.stack.world.stripe.products.update(`space_${id}`, { name: 'By somebody else' });
  const asked = await ask('POST', '/api/sync/catalog');
  expect(asked).toMatchObject({ status: 202 });
  const run = syncRun.parse(asked.body);
  await vi.waitFor(async () => {
    const now = await ask('GET', `/api/sync/catalog/${run.id}`);
    expect(now).toMatchObject({ status: 200, body: { state: 'done', plan: { update: 1, writes: 1 } } });
  }, 20_000);
  expect((await stripeShows(api.stack, id)).products).toMatchObject([{ name: 'Atelier' }]);
});

test('a run that waits is planned and shown, started by a person once, and asked for twice is one run', async () => {
  const id = await addSpace(api.stack, { name: 'Waits' });
  await isSynced(id);
  await api.stack.world.stripe.products.update(`space_${id}`, { name: 'By somebody else' });
  const first = syncRun.parse((await ask('POST', '/api/sync/catalog', { body: { starts: false } })).body);
  const again = syncRun.parse((await ask('POST', '/api/sync/catalog', { body: { starts: false } })).body);
  expect(again.id).toBe(first.id);
  await vi.waitFor(
    async () =>
      expect(await ask('GET', `/api/sync/catalog/${first.id}`)).toMatchObject({ body: { state: 'planned' } }),
    20_000,
  );
  expect((await stripeShows(api.stack, id)).products).toMatchObject([{ name: 'By somebody else' }]);
  expect(await ask('POST', `/api/sync/catalog/${first.id}/start`)).toMatchObject({ status: 200 });
  await vi.waitFor(
    async () => expect((await stripeShows(api.stack, id)).products).toMatchObject([{ name: 'Waits' }]),
    20_000,
  );
});

test('a plan that has grown old cannot be started, and makes room for a new one', async () => {
  const old = syncRun.parse((await ask('POST', '/api/sync/catalog', { body: { starts: false } })).body);
  await vi.waitFor(
    async () =>
      expect(await ask('GET', `/api/sync/catalog/${old.id}`)).toMatchObject({ body: { state: 'planned' } }),
    20_000,
  );
  await api.stack
    .sql`update private.sync_runs set planned_at = now() - interval '16 minutes' where id = ${old.id}`;
  expect(await ask('POST', `/api/sync/catalog/${old.id}/start`)).toMatchObject({
    status: 409,
    code: 'plan_is_stale',
  });
  const fresh = syncRun.parse((await ask('POST', '/api/sync/catalog', { body: { starts: false } })).body);
  expect(fresh.id).not.toBe(old.id);
  expect(await ask('POST', `/api/sync/catalog/${fresh.id}/stop`)).toMatchObject({
    status: 200,
    body: { state: 'stopped' },
  });
});

test('an unknown run, a foreign row and what is no id are not found', async () => {
  for (const [method, path] of [
    ['GET', `/api/sync/catalog/${nobody}`],
    ['POST', `/api/sync/catalog/${nobody}/start`],
    ['POST', `/api/sync/catalog/${nobody}/stop`],
    ['GET', '/api/sync/catalog/not-an-id'],
  ] as const)
    expect(await ask(method, path), path).toMatchObject({ status: 404 });
  expect(await ask('POST', '/api/sync/retries', { body: { kind: 'space', id: nobody } })).toMatchObject({
    status: 404,
  });
});

test('P1: a visitor and somebody without the right may not ask, see, start or stop a run, nor retry', async () => {
  for (const [method, path] of [
    ['POST', '/api/sync/catalog'],
    ['GET', `/api/sync/catalog/${nobody}`],
    ['POST', `/api/sync/catalog/${nobody}/start`],
    ['POST', `/api/sync/catalog/${nobody}/stop`],
    ['POST', '/api/sync/retries'],
  ] as const) {
    expect(await ask(method, path, { token: '' }), path).toMatchObject({ status: 401 });
    expect(await ask(method, path, { token: api.stranger }), path).toMatchObject({ status: 403 });
    expect(await ask(method, path, { token: 'wrong-secret' }), path).toMatchObject({ status: 401 });
  }
  expect(await ask('POST', '/api/sync', { token: 'wrong-secret' })).toMatchObject({ status: 401 });
});

test('unknown fields are refused by name', async () => {
  expect(await ask('POST', '/api/sync/catalog', { body: { start: true } })).toMatchObject({
    status: 422,
    errors: [{ field: 'start', code: 'unknown_field' }],
  });
});

const retried = z.object({ retried: z.number() });

test('what was refused is tried again when an admin asks, one row or all', async () => {
  const refusals = { refuse_paths: [{ path: '/v1/products', method: 'POST', code: 'parameter_invalid' }] };
  await pull(api.stack, refusals);
  const ids = [await addSpace(api.stack, { name: 'One' }), await addSpace(api.stack, { name: 'Two' })];
  for (const id of ids)
    await vi.waitFor(
      async () => expect(await syncOf(api.stack, id)).toMatchObject({ status: 'failed' }),
      20_000,
    );
  await pull(api.stack);
  const [one = '', two = ''] = ids;
  const single = await ask('POST', '/api/sync/retries', { body: { kind: 'space', id: one } });
  expect(retried.parse(single.body)).toEqual({ retried: 1 });
  await isSynced(one);
  expect(await syncOf(api.stack, two)).toMatchObject({ status: 'failed' });
  expect(retried.parse((await ask('POST', '/api/sync/retries')).body)).toEqual({ retried: 1 });
  await isSynced(two);
  expect(retried.parse((await ask('POST', '/api/sync/retries')).body)).toEqual({ retried: 0 });
});
