import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  balanceFromMinor,
  currencies,
  decimalsOf,
  formatMoney,
  fromMinor,
  isCurrency,
  minimumMinor,
  normalAmount,
  readAmount,
  showAmount,
  toMinor,
} from './money';

const anyCurrency = fc.constantFrom(...currencies);
const anyAmount = anyCurrency.chain((currency) => {
  const places = decimalsOf(currency);
  const whole = fc.integer({ min: 0, max: 999_999 });
  const fraction = fc.integer({ min: 0, max: 10 ** places - 1 });
  return fc.tuple(whole, fraction).map(([w, f]) => ({
    currency,
    amount: places === 0 ? String(w) : `${w}.${String(f).padStart(places, '0')}`,
  }));
});

test('C15: an amount comes back from Stripe’s minor units unchanged, in every currency', () => {
  fc.assert(
    fc.property(anyAmount, ({ amount, currency }) => {
      expect(fromMinor(toMinor(amount, currency), currency)).toBe(amount);
    }),
    { numRuns: 2000 },
  );
});

test('C15: each class of currencies is counted as Stripe counts it', () => {
  expect(toMinor('25.00', 'eur')).toBe(2500);
  expect(toMinor('0.1', 'usd')).toBe(10);
  expect(toMinor('500', 'jpy')).toBe(500);
  expect(toMinor('5', 'isk')).toBe(500);
  expect(toMinor('5', 'ugx')).toBe(500);
  expect(toMinor('5.12', 'kwd')).toBe(5120);
  expect(toMinor('5.120', 'bhd')).toBe(5120);
  expect(toMinor('175', 'huf')).toBe(17500);
  expect(toMinor('999999.99', 'eur')).toBe(99_999_999);
});

test('C15: what cannot be represented is refused, never rounded', () => {
  for (const [amount, currency] of [
    ['25.005', 'eur'],
    ['1.5', 'jpy'],
    ['5.5', 'isk'],
    ['5.125', 'kwd'],
    ['1e9', 'eur'],
    ['-1', 'eur'],
    ['abc', 'eur'],
    ['', 'eur'],
    ['99999999999999999999', 'eur'],
  ] as const) {
    expect(() => toMinor(amount, currency), `${amount} ${currency}`).toThrow(RangeError);
  }
});

test('minor units that a currency cannot show are refused', () => {
  expect(() => fromMinor(501, 'isk')).toThrow(RangeError);
  expect(() => fromMinor(5125, 'kwd')).toThrow(RangeError);
  expect(() => fromMinor(-1, 'eur')).toThrow(RangeError);
  expect(() => fromMinor(0.5, 'eur')).toThrow(RangeError);
});

test('the three decimals of the column are shown as those of the currency', () => {
  expect(normalAmount('25.000', 'eur')).toBe('25.00');
  expect(normalAmount('0025.5', 'eur')).toBe('25.50');
  expect(normalAmount('500.000', 'jpy')).toBe('500');
  expect(normalAmount('25.005', 'eur')).toBe('25.005');
  expect(normalAmount('abc', 'eur')).toBe('abc');
});

test('an amount is read in the notation of whoever typed it', () => {
  expect(readAmount('25,00', 'fr')).toBe('25.00');
  expect(readAmount('25.00', 'fr')).toBe('25.00');
  expect(readAmount('1 234,5', 'fr')).toBe('1234.5');
  expect(readAmount('1\u202f234,50', 'fr')).toBe('1234.50');
  expect(readAmount('1.234,50', 'fr')).toBe('1234.50');
  expect(readAmount('1,234.50', 'en')).toBe('1234.50');
  expect(readAmount(' 25 ', 'en')).toBe('25');
  expect(readAmount(',5', 'fr')).toBe('0.5');
  expect(readAmount('25,', 'fr')).toBe('25');
});

test('what cannot be read stays as it was typed, for the form to refuse', () => {
  for (const typed of ['abc', '1e9', '1,2,3', '--1', '12 €', '1.2.3'])
    expect(readAmount(typed, 'fr')).toBe(typed);
});

test('whatever is shown in a field is read back as the same amount', () => {
  fc.assert(
    fc.property(anyAmount, fc.constantFrom('fr' as const, 'en' as const), ({ amount }, locale) => {
      expect(readAmount(showAmount(amount, locale), locale)).toBe(amount);
    }),
  );
});

test('money is written in the notation of its reader', () => {
  expect(formatMoney('25.00', 'eur', 'fr')).toBe('25,00\u00a0€');
  expect(formatMoney('1234.5', 'eur', 'en')).toBe('€1,234.50');
  expect(formatMoney('25', 'aud', 'en')).not.toBe(formatMoney('25', 'usd', 'en'));
  expect(formatMoney('500', 'jpy', 'en')).toBe('JP¥500');
});

test('currencies are known by their lower-case code', () => {
  expect(isCurrency('eur')).toBe(true);
  expect(isCurrency('EUR')).toBe(false);
  expect(isCurrency('xyz')).toBe(false);
  expect(minimumMinor('eur')).toBe(50);
  expect(minimumMinor('huf')).toBe(17500);
});

test('a sum may be below nought, and keeps what cannot be charged', () => {
  expect(balanceFromMinor(-2550, 'eur')).toBe('-25.50');
  expect(balanceFromMinor(0, 'eur')).toBe('0.00');
  expect(balanceFromMinor(-500, 'jpy')).toBe('-500');
  expect(balanceFromMinor(62, 'huf')).toBe('0.62');
  expect(balanceFromMinor(1500, 'isk')).toBe('15');
  expect(balanceFromMinor(1234, 'kwd')).toBe('1.234');
  expect(() => balanceFromMinor(0.5, 'eur')).toThrow(RangeError);
  expect(formatMoney('-25.50', 'eur', 'en')).toBe('-€25.50');
});
