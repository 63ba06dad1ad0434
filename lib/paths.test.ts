import { expect, test } from 'vitest';
import { isId, ownPath, paths, stripeAccountPage, stripePage } from './paths';

test('after signing in one lands on a path of this site, whatever a link says', () => {
  expect(ownPath('/admin/spaces?q=a#b')).toBe('/admin/spaces?q=a#b');
  for (const elsewhere of [
    'https://evil.test/',
    '//evil.test/',
    '/\\evil.test',
    'javascript:alert(1)',
    'admin',
    '',
    null,
  ]) {
    expect(ownPath(elsewhere), String(elsewhere)).toBe(paths.admin);
  }
});

test('an id is a UUID or nothing', () => {
  expect(isId('5a1e0000-0000-4000-8000-000000000001')).toBe(true);
  expect(isId('abc')).toBe(false);
  expect(isId("1' or '1'='1")).toBe(false);
});

test('an object of a connected account has its page there', () => {
  expect(stripePage('https://dashboard.stripe.com/test', 'products', 'prod_1')).toBe(
    'https://dashboard.stripe.com/test/products/prod_1',
  );
  expect(stripePage('https://dashboard.stripe.com/test', 'prices', 'price_1', 'acct_1')).toBe(
    'https://dashboard.stripe.com/acct_1/test/prices/price_1',
  );
  expect(stripePage('https://dashboard.stripe.com', 'prices', 'price_1', 'acct_1')).toBe(
    'https://dashboard.stripe.com/acct_1/prices/price_1',
  );
  expect(stripePage('http://127.0.0.1:12111/dashboard', 'prices', 'price_1', 'acct_1')).toBe(
    'http://127.0.0.1:12111/dashboard/acct_1/prices/price_1',
  );
});

test('a connected account has its page in the dashboard of the platform', () => {
  expect(stripeAccountPage('https://dashboard.stripe.com/test', 'acct_1')).toBe(
    'https://dashboard.stripe.com/test/connect/accounts/acct_1',
  );
  expect(stripeAccountPage('http://127.0.0.1:12111/dashboard', 'acct_1')).toBe(
    'http://127.0.0.1:12111/dashboard/acct_1/products',
  );
});
