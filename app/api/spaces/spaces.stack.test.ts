import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ensurePerson } from '../../../local/people';
import { pull, requestsSince, stripeShows } from '../../../local/test-engine';
import { startTestStack, type TestStack } from '../../../local/test-stack';
import { NoSocket } from '../../../lib/db/no-socket';

let stack: TestStack;
let admin: string;
let stranger: string;

async function tokenOf(email: string, password: string): Promise<string> {
  const db = createClient(stack.supabaseUrl, stack.keys.publishable, { realtime: { transport: NoSocket } });
  const { data, error } = await db.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return data.session.access_token;
}

beforeAll(async () => {
  stack = await startTestStack({ app: 'production' });
  await ensurePerson(stack.sql, { email: 'stranger@tandem.test', password: 'stranger-demo', isAdmin: false });
  admin = await tokenOf('admin@tandem.test', 'tandem-demo');
  stranger = await tokenOf('stranger@tandem.test', 'stranger-demo');
});
afterAll(() => stack.stop());

const answer = z.looseObject({
  id: z.string().optional(),
  code: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).default([]),
  revision: z.number().optional(),
  sync: z.looseObject({ status: z.string() }).nullish(),
});

type Ask = { token?: string; body?: unknown; text?: string; headers?: Record<string, string> };

async function ask(method: string, path: string, { token = admin, body, text, headers = {} }: Ask = {}) {
  const response = await fetch(`${stack.appUrl}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined && text === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(text === undefined ? {} : { body: text }),
  });
  const said = await response.text();
  const read = answer.parse(said ? JSON.parse(said) : {});
  return { ...read, status: response.status, type: response.headers.get('content-type'), body: read };
}

const atelier = { name: 'Atelier', price_per_hour: '25.00' };
const faults = (said: { errors: { field: string; code: string }[] }) =>
  said.errors.map(({ field, code }) => [field, code]);

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
    expect(await ask('POST', '/api/spaces', { token: stranger, body: atelier })).toMatchObject({
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
    const second = await tokenOf('second@tandem.test', 'second-demo');
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
    expect(await ask('POST', '/api/sync', { token: stranger })).toMatchObject({ status: 403 });
  });

  test('the health is open to anyone, its figures are not', async () => {
    const open = await ask('GET', '/api/health', { token: '' });
    expect(open).toMatchObject({ status: 200, checks: [{ name: 'database', status: 'ok' }] });
    expect(JSON.stringify(open)).not.toContain('behind');
    expect(JSON.stringify(await ask('GET', '/api/health'))).toContain('behind');
  });
});

describe('bad input gets its own sentence at its field, and nothing is saved', () => {
  test.each([
    [{ price_per_hour: '-1' }, 'price_per_hour', 'negative'],
    [{ price_per_hour: 'abc' }, 'price_per_hour', 'not_a_number'],
    [{ price_per_hour: '1e9' }, 'price_per_hour', 'not_a_number'],
    [{ price_per_hour: '25.005' }, 'price_per_hour', 'too_many_decimals'],
    [{ name: '' }, 'name', 'required'],
    [{ name: 'x'.repeat(5000) }, 'name', 'too_long'],
    [{ currency: 'xyz' }, 'currency', 'not_a_currency'],
    [{ image_url: 'nowhere' }, 'image_url', 'not_an_address'],
    [{ stripe_product_id: 'prod_1' }, 'stripe_product_id', 'unknown_field'],
  ])('case %#: a body with a fault', async (fault, field, code) => {
    const [before] = await stack.sql`select count(*) from spaces`;
    for (const language of ['en', 'fr']) {
      const said = await ask('POST', '/api/spaces', {
        body: { ...atelier, ...fault },
        headers: { 'accept-language': language },
      });
      expect(said).toMatchObject({ status: 422, code: 'bad_input', type: 'application/problem+json' });
      expect(faults(said)).toEqual([[field, code]]);
      expect(said.errors[0]?.detail).toMatch(/\s|\.$/);
    }
    expect(await stack.sql`select count(*) from spaces`).toEqual([before]);
  });

  test('the sentences are in the reader’s language', async () => {
    const say = async (language: string) =>
      (await ask('POST', '/api/spaces', { body: { name: '' }, headers: { 'accept-language': language } }))
        .errors[0]?.detail;
    expect(await say('fr')).not.toBe(await say('en'));
  });

  test('a script in a name is a name like any other', async () => {
    const name = '<script>alert(1)</script>';
    expect(await ask('POST', '/api/spaces', { body: { ...atelier, name } })).toMatchObject({
      status: 201,
      name,
    });
  });

  test('a body of 2 MB, no JSON, another kind of content, an id that is none', async () => {
    expect(
      await ask('POST', '/api/spaces', { body: { ...atelier, description: 'x'.repeat(2_000_000) } }),
    ).toMatchObject({ status: 413 });
    expect(await ask('POST', '/api/spaces', { text: '{"name":' })).toMatchObject({
      status: 400,
      code: 'bad_json',
    });
    expect(
      await ask('POST', '/api/spaces', { text: 'name=a', headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject({ status: 415 });
    expect(await ask('PATCH', '/api/spaces/abc', { body: { name: 'x' } })).toMatchObject({
      status: 404,
      code: 'bad_id',
    });
  });

  test('a row that vanished meanwhile', async () => {
    const id = '00000000-0000-4000-8000-00000000dead';
    expect(await ask('PATCH', `/api/spaces/${id}`, { body: { name: 'x' } })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await ask('DELETE', `/api/spaces/${id}`)).toMatchObject({ status: 404 });
    expect(await ask('POST', `/api/spaces/${id}/sync`)).toMatchObject({ status: 404 });
  });

  test('an amount is judged by the row’s own currency when only one of them changes', async () => {
    const { id = '' } = await ask('POST', '/api/spaces', { body: { ...atelier, price_per_hour: '25.50' } });
    const said = await ask('PATCH', `/api/spaces/${id}`, { body: { currency: 'jpy' } });
    expect(faults(said)).toEqual([['price_per_hour', 'too_many_decimals']]);
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
