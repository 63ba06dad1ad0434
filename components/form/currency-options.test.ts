import { expect, test } from 'vitest';
import { currencyOptions } from './currency-options';
import { currencies } from '@/lib/money';

test('the common currencies come first, by their name in the person’s language', () => {
  const [first, second] = currencyOptions('fr', 'eur');
  expect(first).toEqual({ value: 'eur', label: 'EUR · euro' });
  expect(second).toEqual({ value: 'usd', label: 'USD · dollar des États-Unis' });
});

test('every currency of Stripe is offered once, and the row’s own even when Stripe has none such', () => {
  const offered = currencyOptions('en', 'eur').map(({ value }) => value);
  expect([...offered].sort()).toEqual([...currencies].sort());
  expect(currencyOptions('en', 'zzz').at(-1)).toEqual({ value: 'zzz', label: 'ZZZ' });
});
