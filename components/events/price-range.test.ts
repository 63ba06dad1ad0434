import { expect, test } from 'vitest';
import { priceRanges } from './price-range';

const ticket = (price: string, currency = 'aud', is_active = true) => ({ price, currency, is_active });

test('an event costs from its cheapest ticket to its dearest', () => {
  expect(priceRanges([ticket('45.00'), ticket('120.00'), ticket('9.00')])).toEqual([
    { currency: 'aud', from: '9.00', to: '120.00' },
  ]);
});

test('each currency has its own range, and what is not on sale has none', () => {
  expect(priceRanges([ticket('45.00'), ticket('30.00', 'eur'), ticket('1.00', 'eur', false)])).toEqual([
    { currency: 'aud', from: '45.00', to: '45.00' },
    { currency: 'eur', from: '30.00', to: '30.00' },
  ]);
});
