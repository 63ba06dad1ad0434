import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { space } from '../kinds/space';
import { judge, waitSeconds } from './failure';

const { errors } = Stripe;
const raw = (more: object) => ({ type: 'invalid_request_error' as const, message: 'No.', ...more });

test('a refusal waits for the row to change and stands at its field', () => {
  const refused = new errors.StripeInvalidRequestError(
    raw({ statusCode: 400, param: 'images[0]', code: 'url_invalid' }),
  );
  expect(judge(refused, space)).toMatchObject({
    result: 'refused',
    error: { code: 'stripe_refused', field: 'image_url' },
  });
});

test('C8: limits and lock timeouts delay, and count no attempt', () => {
  expect(judge(new errors.StripeRateLimitError(raw({ statusCode: 429 })), space)).toMatchObject({
    result: 'delayed',
    is_unsure: false,
  });
  expect(judge(new errors.StripeInvalidRequestError(raw({ statusCode: 409 })), space)).toMatchObject({
    result: 'delayed',
  });
});

test('an outage is tried again, with a look and a new key where Stripe may have acted', () => {
  expect(judge(new errors.StripeAPIError(raw({ statusCode: 500 })), space)).toMatchObject({
    result: 'retry',
    is_unsure: true,
    fresh_key: true,
  });
  expect(judge(new errors.StripeConnectionError(raw({})), space)).toMatchObject({
    result: 'retry',
    is_unsure: true,
    fresh_key: false,
  });
  expect(judge(new errors.StripeAuthenticationError(raw({ statusCode: 401 })), space)).toMatchObject({
    result: 'retry',
    error: { code: 'stripe_key' },
  });
  expect(judge(new Error('a bug'), space)).toMatchObject({ result: 'retry', error: { code: 'internal' } });
});

test('what Stripe shows otherwise than we believed is looked at, and planned anew', () => {
  for (const code of ['resource_missing', 'resource_already_exists']) {
    const error = new errors.StripeInvalidRequestError(raw({ statusCode: 404, code }));
    expect(judge(error, space)).toMatchObject({ result: 'retry', look: true });
  }
});

test('waits double, stay within a quarter of an hour, and are spread', () => {
  expect([0, 1, 2, 3].map((attempts) => waitSeconds('retry', attempts, 1))).toEqual([2, 4, 8, 16]);
  expect(waitSeconds('retry', 40, 1)).toBe(900);
  expect(waitSeconds('retry', 3, 0)).toBe(8);
  expect([0, 1, 9].map((delays) => waitSeconds('delayed', delays, 1))).toEqual([1, 2, 60]);
});
