import { expect, test } from 'vitest';
import { troubleOf } from './sign-in-trouble';

const answer = (parts: { name?: string; code?: string; status?: number }) =>
  troubleOf({ name: 'AuthApiError', message: '', ...parts });

test('a wrong password is told apart from a server that does not answer', () => {
  expect(answer({ code: 'invalid_credentials', status: 400 })).toBe('wrong');
  expect(answer({ name: 'AuthRetryableFetchError', status: 0 })).toBe('unreachable');
  expect(answer({ status: 503 })).toBe('unreachable');
});

test('too many tries are named, with or without a code', () => {
  expect(answer({ code: 'over_request_rate_limit', status: 429 })).toBe('tooMany');
  expect(answer({ status: 429 })).toBe('tooMany');
});

test('what is not known keeps its own words', () => {
  expect(answer({ code: 'user_banned', status: 403 })).toBe('failed');
});
