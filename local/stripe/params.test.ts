import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isChargeable, isRepresentable, readable } from './currencies';
import { withMetadata } from './metadata';
import { canonical, decodeForm, listed, nameOf } from './params';

describe('forms', () => {
  test('brackets become objects and lists', () => {
    const params = decodeForm(
      'name=A%26B&metadata[k]=v&images[]=x&images[]=y&line_items[1][price]=b&line_items[0][price]=a',
    );
    expect(params).toEqual({
      name: 'A&B',
      metadata: { k: 'v' },
      images: { 0: 'x', 1: 'y' },
      line_items: { 0: { price: 'a' }, 1: { price: 'b' } },
    });
    expect(listed(params.images)).toEqual(['x', 'y']);
    expect(listed(params.line_items)).toEqual([{ price: 'a' }, { price: 'b' }]);
  });

  test('a key named like a part of every object is a key like any other', () => {
    const params = decodeForm('__proto__[polluted]=yes&metadata[__proto__]=v');
    expect(Object.keys(params)).toEqual(['__proto__', 'metadata']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('the order of parameters makes no difference to what they are', () => {
    expect(canonical(decodeForm('a=1&b[x]=2&b[y]=3'))).toBe(canonical(decodeForm('b[y]=3&b[x]=2&a=1')));
    expect(canonical(decodeForm('a=1'))).not.toBe(canonical(decodeForm('a=2')));
  });

  test('any text can be read', () => {
    fc.assert(fc.property(fc.string(), (text) => void canonical(decodeForm(text))));
  });

  test('parameters are named as Stripe names them', () => {
    expect(nameOf(['line_items', 0, 'price_data', 'currency'])).toBe('line_items[0][price_data][currency]');
  });
});

describe('metadata', () => {
  test('an empty value unsets its key, null clears all, nothing changes nothing', () => {
    expect(withMetadata({ a: '1', b: '2' }, { a: '', c: '3' })).toEqual({ b: '2', c: '3' });
    expect(withMetadata({ a: '1' }, null)).toEqual({});
    expect(withMetadata({ a: '1' }, undefined)).toEqual({ a: '1' });
  });

  test('holds fifty keys and no more', () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
    expect(Object.keys(withMetadata({}, fifty))).toHaveLength(50);
    expect(() => withMetadata(fifty, { more: 'v' })).toThrow('at most 50');
  });
});

describe('currencies', () => {
  test('three-decimal amounts end in 0, and some currencies are charged in whole units', () => {
    expect([isRepresentable(1230, 'kwd'), isRepresentable(1234, 'kwd')]).toEqual([true, false]);
    expect([isChargeable(500, 'isk'), isChargeable(550, 'isk'), isRepresentable(550, 'isk')]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test('amounts are read in their own decimals', () => {
    expect(['jpy', 'eur', 'kwd'].map((currency) => readable(2500, currency))).toEqual([
      '2500 JPY',
      '25.00 EUR',
      '2.500 KWD',
    ]);
  });
});
