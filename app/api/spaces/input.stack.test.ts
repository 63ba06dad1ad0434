import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, TestApi } from '../../../local/test-api';
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
      expect(faultsOf(said)).toEqual([[field, code]]);
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
    expect(faultsOf(said)).toEqual([['price_per_hour', 'too_many_decimals']]);
  });
});
