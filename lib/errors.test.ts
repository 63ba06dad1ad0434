import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultOfConstraint, problemOf, problemOfIssues } from './errors';

test('the name of a broken constraint tells the field and what is wrong with it', () => {
  expect(faultOfConstraint('spaces_name_length')).toMatchObject({ field: 'name', code: 'wrong_length' });
  expect(faultOfConstraint('spaces_price_per_hour_range')).toMatchObject({
    field: 'price_per_hour',
    code: 'out_of_range',
  });
  expect(faultOfConstraint('spaces_stripe_product_id_unique')).toMatchObject({
    field: 'stripe_product_id',
    code: 'taken',
  });
  expect(faultOfConstraint('spaces_pkey')).toBeUndefined();
});

test('a broken constraint is the same refusal from hosted PostgREST and from Supabase Lite', () => {
  const message = 'new row for relation "spaces" violates check constraint "spaces_name_length"';
  for (const error of [
    { code: '23514', message, details: 'Failing row contains (…)', hint: null },
    { code: 'SUP', message: `PostgresError: ${message}`, details: null, hint: null },
  ]) {
    expect(problemOf(error)).toMatchObject({ status: 422, code: 'bad_input', errors: [{ field: 'name' }] });
  }
});

test('what SQL refuses arrives with its code, its status and its figures', () => {
  const refused = { code: 'PT404', message: 'not_found', hint: 'not_found', details: '{"kind": "space"}' };
  expect(problemOf(refused)).toMatchObject({ status: 404, code: 'not_found', params: { kind: 'space' } });
});

test('a right that is missing, a row that is gone and a database that is silent are told apart', () => {
  expect(problemOf({ code: '42501', message: 'permission denied' })).toMatchObject({
    status: 403,
    code: 'forbidden',
  });
  expect(problemOf({ code: 'PGRST116', message: '0 rows' })).toMatchObject({
    status: 404,
    code: 'not_found',
  });
  expect(problemOf(new TypeError('fetch failed'))).toMatchObject({ status: 503, code: 'unavailable' });
  expect(problemOf(new Error('a bug'))).toMatchObject({ status: 500, code: 'internal' });
});

test('input that a schema refuses names every field, unknown ones by their name', () => {
  const schema = z.strictObject({
    name: z.string().refine((name) => name.length < 4, { message: 'too_long', params: { max: 3 } }),
  });
  const read = schema.safeParse({ name: 'too long', nickname: 'x' });
  expect(problemOfIssues(read.error?.issues ?? []).errors).toMatchObject([
    { field: 'name', code: 'too_long', params: { max: 3 } },
    { field: 'nickname', code: 'unknown_field', params: { field: 'nickname' } },
  ]);
});
