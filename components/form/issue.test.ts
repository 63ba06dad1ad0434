import { expect, test } from 'vitest';
import { z } from 'zod';
import { wordsOf } from './issue';

function complaint(schema: z.ZodType, value: unknown) {
  const issue = schema.safeParse(value).error?.issues[0];
  return issue === undefined ? undefined : wordsOf(issue);
}

test('a key given as message is kept, with the limit that was broken', () => {
  expect(complaint(z.string().max(3, 'too_long'), 'abcd')).toEqual({ key: 'too_long', params: { max: 3 } });
  expect(complaint(z.string().min(1, 'required'), '')).toEqual({ key: 'required', params: { min: 1 } });
});

test('a custom check brings its own values', () => {
  const euros = z.string().superRefine((_, context) => {
    context.addIssue({ code: 'custom', message: 'too_many_decimals', params: { max: 2, why: null } });
  });
  expect(complaint(euros, '1.234')).toEqual({ key: 'too_many_decimals', params: { max: 2 } });
});

test('zod’s own English is replaced by the nearest sentence of ours', () => {
  expect(complaint(z.number(), 'abc')?.key).toBe('not_a_number');
  expect(complaint(z.int(), 1.5)?.key).toBe('not_a_whole_number');
  expect(complaint(z.url(), 'nowhere')?.key).toBe('not_an_address');
  expect(complaint(z.enum(['a', 'b']), 'c')?.key).toBe('not_an_option');
  expect(complaint(z.number().min(0), -1)?.key).toBe('negative');
  expect(complaint(z.strictObject({}), { price: 1 })).toEqual({
    key: 'unknown_field',
    params: { field: 'price' },
  });
});
