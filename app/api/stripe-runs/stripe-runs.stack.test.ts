import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { faultsOf, TestApi } from '../../../local/test-api';
import { fillStripe, heldBy, loggedOf } from '../../../local/test-catalogue-log';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.open();
});
afterAll(() => api.stack.stop());

const nowhere = '5a1e0000-0000-4000-8000-00000000dead';

test('an admin starts a run, whoever asks meanwhile joins it, and it ends behind the answers', async () => {
  await fillStripe(api.stack, { products: 130 });
  const [first, second] = await Promise.all([
    api.ask('POST', '/api/stripe-runs'),
    api.ask('POST', '/api/stripe-runs', { body: {} }),
  ]);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.id).toBe(first.id);
  expect(first.body).toMatchObject({ isAsked: true, isFull: true, parts: [{ account: 'platform' }] });
  const path = `/api/stripe-runs/${first.id ?? ''}`;
  await vi.waitFor(async () => {
    expect((await api.ask('GET', path)).body).toMatchObject({ state: 'done', driftedAtEnd: 0 });
  }, 30_000);
  const { body } = await api.ask('GET', path);
  expect(body).toMatchObject({ checked: 130, synced: 130, deleted: 0, open: 0 });
  expect(body.windows).toBeGreaterThan(0);
  expect(body.endedAt).not.toBeNull();
  expect(await loggedOf(api.stack)).toEqual(await heldBy(api.stack));
});

test('P1: a visitor and a stranger are refused, and start nothing', async () => {
  const runs = () => api.stack.sql`select id from private.backfill_runs order by id`;
  const before = await runs();
  for (const [method, path, body] of [
    ['POST', '/api/stripe-runs', {}],
    ['GET', `/api/stripe-runs/${nowhere}`, undefined],
    ['POST', '/api/catalogue-rules', { leaves_out: 'archived' }],
    ['PATCH', `/api/catalogue-rules/${nowhere}`, { leaves_out: 'archived' }],
    ['DELETE', `/api/catalogue-rules/${nowhere}`, undefined],
  ] as const)
    for (const [token, status] of [
      ['', 401],
      [api.stranger, 403],
    ] as const)
      expect((await api.ask(method, path, { token, body })).status, `${method} ${path}`).toBe(status);
  expect(await runs()).toEqual(before);
  expect(await api.stack.sql`select id from catalogue_rules`).toEqual([]);
});

test('what is not there is not found, and what makes no sense is refused at its field', async () => {
  expect((await api.ask('GET', `/api/stripe-runs/${nowhere}`)).status).toBe(404);
  expect((await api.ask('DELETE', `/api/catalogue-rules/${nowhere}`)).status).toBe(404);
  const archived = { leaves_out: 'archived' };
  expect((await api.ask('PATCH', `/api/catalogue-rules/${nowhere}`, { body: archived })).status).toBe(404);
  expect(faultsOf(await api.ask('POST', '/api/stripe-runs', { body: { full: true } }))).toEqual([
    ['full', 'unknown_field'],
  ]);
  const said = await api.ask('POST', '/api/catalogue-rules', { body: { leaves_out: 'age' } });
  expect([said.status, faultsOf(said)]).toEqual([422, [['days', 'required']]]);
});

test('a rule is made, changed and removed, and no other one says the same', async () => {
  const made = await api.ask('POST', '/api/catalogue-rules', { body: { leaves_out: 'age', days: 30 } });
  expect(made).toMatchObject({ status: 201, body: { leaves_out: 'age', days: 30, type: null } });
  expect(
    await api.ask('POST', '/api/catalogue-rules', { body: { leaves_out: 'age', days: 9 } }),
  ).toMatchObject({
    status: 409,
    code: 'taken',
  });
  const path = `/api/catalogue-rules/${made.id ?? ''}`;
  expect(await api.ask('PATCH', path, { body: { leaves_out: 'type', type: 'trial' } })).toMatchObject({
    status: 200,
    body: { leaves_out: 'type', days: null, type: 'trial' },
  });
  expect((await api.ask('DELETE', path)).status).toBe(204);
  expect(await api.stack.sql`select id from catalogue_rules`).toEqual([]);
});
