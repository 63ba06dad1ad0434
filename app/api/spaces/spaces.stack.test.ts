import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ensurePerson } from '../../../local/people';
import { TestApi, tokenOf } from '../../../local/test-api';
import { untilSynced } from '../../../local/test-catalogue';
import { pull, requestsSince, stripeShows } from '../../../local/test-engine';
import type { TestStack } from '../../../local/test-stack';

let api: TestApi;
let stack: TestStack;
const ask: TestApi['ask'] = (...call) => api.ask(...call);

beforeAll(async () => {
  api = await TestApi.open();
  stack = api.stack;
});
afterAll(() => api.stack.stop());

const atelier = { name: 'Atelier', price_per_hour: '25.00' };

test('a space is saved, read, changed and deleted, and Stripe follows by itself', async () => {
  const made = await ask('POST', '/api/spaces', { body: atelier });
  expect(made).toMatchObject({
    status: 201,
    name: 'Atelier',
    price_per_hour: '25.00',
    currency: 'eur',
    sync: { status: expect.stringMatching(/^(pending|syncing|synced)$/) },
  });
  const id = made.id ?? '';
  await vi.waitFor(
    async () =>
      expect(await ask('GET', `/api/spaces/${id}`)).toMatchObject({
        sync: { status: 'synced', stripeProductId: `space_${id}` },
      }),
    20_000,
  );
  expect(await ask('PATCH', `/api/spaces/${id}`, { body: { price_per_hour: '30' } })).toMatchObject({
    status: 200,
    price_per_hour: '30.00',
  });
  await vi.waitFor(
    async () => expect((await stripeShows(stack, id)).active).toMatchObject([{ unit_amount: 3000 }]),
    20_000,
  );
  expect(await ask('POST', `/api/spaces/${id}/sync`)).toMatchObject({ status: 200 });
  expect(await ask('DELETE', `/api/spaces/${id}`)).toMatchObject({ status: 204 });
  await vi.waitFor(async () => expect((await stripeShows(stack, id)).active).toEqual([]), 20_000);
  expect(await ask('GET', `/api/spaces/${id}`)).toMatchObject({ status: 404, code: 'not_found' });
});

test('C10: a row typed in SQL is synced by itself: the database wakes the app', async () => {
  const [row] = await stack.sql<
    { id: string }[]
  >`insert into spaces (name, price_per_hour) values ('By hand', 12) returning id`;
  await vi.waitFor(
    async () =>
      expect((await stripeShows(stack, row?.id ?? '')).active).toMatchObject([{ unit_amount: 1200 }]),
    20_000,
  );
});

test('C16: the plan shown before saving names exactly the writes that are then made', async () => {
  const full = {
    ...atelier,
    description: null,
    type: 'desk',
    capacity: 2,
    currency: 'eur',
    price_per_half_day: null,
    price_per_day: '140.00',
    price_per_month: null,
    image_url: null,
    is_active: true,
  };
  const planned = z.looseObject({ steps: z.array(z.looseObject({ does: z.string() })) });
  const writesSince = async (since: number) => {
    const log = z.object({ latest: z.number(), data: z.array(z.object({ method: z.string() })) });
    const { latest, data } = log.parse(
      await (await fetch(`${stack.stripeUrl}/_tandem/requests?since=${since}`)).json(),
    );
    return { latest, writes: data.filter(({ method }) => method === 'POST').length };
  };
  const synced = async (id: string) =>
    vi.waitFor(
      async () => expect(await ask('GET', `/api/spaces/${id}`)).toMatchObject({ sync: { status: 'synced' } }),
      20_000,
    );
  // What the stories before have left to do is no part of this one.
  await untilSynced(stack, 20_000);
  const first = planned.parse(await ask('POST', '/api/spaces/plan', { body: full }));
  expect(first.steps.map(({ does }) => does)).toEqual([
    'create the product with its price',
    'label the price',
    'create a price',
  ]);
  let { latest } = await writesSince(0);
  const { id = '' } = await ask('POST', '/api/spaces', { body: full });
  await synced(id);
  expect((await writesSince(latest)).writes).toBe(first.steps.length);
  for (const change of [
    { ...full, name: 'Studio', price_per_hour: '30.00' },
    { ...full, price_per_day: null },
    { ...full, is_active: false },
  ]) {
    const { steps } = planned.parse(await ask('POST', `/api/spaces/${id}/plan`, { body: change }));
    ({ latest } = await writesSince(0));
    await ask('PATCH', `/api/spaces/${id}`, { body: change });
    await synced(id);
    expect((await writesSince(latest)).writes).toBe(steps.length);
  }
});

describe('at the door', () => {
  test('a visitor is asked to sign in, a stranger is refused, a wrong token is nobody’s', async () => {
    expect(await ask('POST', '/api/spaces', { token: '', body: atelier })).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
    expect(await ask('POST', '/api/spaces', { token: 'wrong', body: atelier })).toMatchObject({
      status: 401,
    });
    expect(await ask('POST', '/api/spaces', { token: api.stranger, body: atelier })).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  test('P3: a write from another site’s page is refused', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.test' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      expect(await ask('POST', '/api/spaces', { token: '', body: atelier, headers })).toMatchObject({
        status: 403,
        code: 'foreign_origin',
      });
    }
  });

  test('a right that is taken away is gone at once', async () => {
    await ensurePerson(stack.sql, { email: 'second@tandem.test', password: 'second-demo', isAdmin: true });
    const second = await tokenOf(stack, 'second@tandem.test', 'second-demo');
    expect(await ask('POST', '/api/spaces', { token: second, body: { name: 'Mine' } })).toMatchObject({
      status: 201,
    });
    await stack.sql`select set_admin('second@tandem.test', false)`;
    expect(await ask('POST', '/api/spaces', { token: second, body: { name: 'Mine' } })).toMatchObject({
      status: 403,
    });
  });

  test('machines pass with their secret alone; admins may start a sync too', async () => {
    const cron = stack.environment.CRON_SECRET ?? '';
    expect(await ask('POST', '/api/sync', { token: cron })).toMatchObject({
      status: 200,
      behind: expect.any(Number),
    });
    expect(await ask('GET', '/api/cron/sync', { token: cron })).toMatchObject({ status: 200 });
    expect(await ask('POST', '/api/sync')).toMatchObject({ status: 200 });
    expect(await ask('GET', '/api/cron/sync')).toMatchObject({ status: 401 });
    expect(await ask('GET', '/api/cron/sync', { token: '' })).toMatchObject({ status: 401 });
    expect(await ask('POST', '/api/sync', { token: api.stranger })).toMatchObject({ status: 403 });
  });

  test('the health is open to anyone, its figures are not', async () => {
    const open = await ask('GET', '/api/health', { token: '' });
    expect(open).toMatchObject({ status: 200, checks: [{ name: 'database', status: 'ok' }] });
    expect(JSON.stringify(open)).not.toContain('behind');
    expect(JSON.stringify(await ask('GET', '/api/health'))).toContain('behind');
  });
});

test('P5: whoever saves a row that has moved on is told, and nothing is overwritten', async () => {
  const { id = '', revision = 0 } = await ask('POST', '/api/spaces', { body: atelier });
  const save = (name: string) =>
    ask('PATCH', `/api/spaces/${id}`, { body: { name }, headers: { 'if-match': `"${revision}"` } });
  expect(await save('First')).toMatchObject({ status: 200, revision: revision + 1 });
  expect(await save('Second')).toMatchObject({ status: 412, code: 'changed_meanwhile' });
  expect(await ask('GET', `/api/spaces/${id}`)).toMatchObject({ name: 'First' });
});

test('POST /api/sync/stripe answers for spaces as the seed’s function did', async () => {
  const [row] = await stack.sql<
    { id: string }[]
  >`insert into spaces (name, price_per_hour) values ('Asked for', 12) returning id`;
  const body = { type: 'space', action: 'create', id: row?.id };
  const token = stack.environment.CRON_SECRET ?? '';
  await vi.waitFor(async () => {
    expect(await ask('POST', '/api/sync/stripe', { body, token })).toMatchObject({
      status: 200,
      body: {
        success: true,
        status: 'synced',
        stripeProductId: `space_${row?.id}`,
        stripePriceId: expect.stringMatching(/^price_/),
      },
    });
  }, 20_000);
  const nobody = { ...body, id: '00000000-0000-4000-8000-00000000dead' };
  expect(await ask('POST', '/api/sync/stripe', { body: nobody, token })).toMatchObject({ status: 404 });
  expect(await ask('POST', '/api/sync/stripe', { body: { ...body, type: 'cat' }, token })).toMatchObject({
    status: 422,
  });
});

test('with Stripe down or slow, saving neither waits nor fails', async () => {
  await pull(stack, { down: true });
  const made = await ask('POST', '/api/spaces', { body: atelier });
  expect(made).toMatchObject({ status: 201 });
  await vi.waitFor(async () => {
    expect(await ask('GET', `/api/spaces/${made.id}`)).toMatchObject({
      sync: { status: 'retrying', error: { code: 'stripe_unreachable' } },
    });
  }, 20_000);
  await pull(stack, { latency_ms: 20_000 });
  expect(await ask('POST', '/api/spaces', { body: { ...atelier, name: 'Slow' } })).toMatchObject({
    status: 201,
  });
  await vi.waitFor(async () => {
    const { data } = await requestsSince(stack, 0);
    // The answer was there before Stripe's: its call is still under way.
    expect(data.filter(({ params, status }) => params.name === 'Slow' && status === null)).toHaveLength(1);
  }, 20_000);
  await pull(stack);
});
