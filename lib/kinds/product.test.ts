import { expect, test } from 'vitest';
import { Problem } from '../errors';
import { product } from './product';

const row = {
  id: '5a1e0000-0000-4000-8000-000000000401',
  name: '  Lampe Fourvière ',
  description: ' ',
  image_url: 'https://shop.example/lamp.svg',
  price: '185.000',
  currency: 'eur',
  is_active: true,
};

test('a product asks for one product and one price, that of a unit', () => {
  expect(product.want(row)).toEqual({
    product: {
      name: 'Lampe Fourvière',
      description: null,
      active: true,
      images: ['https://shop.example/lamp.svg'],
      metadata: { product_id: row.id, type: 'product' },
    },
    prices: [
      {
        tariff: 'unit',
        unit_amount: 18500,
        currency: 'eur',
        nickname: null,
        metadata: { product_id: row.id, tariff: 'unit' },
      },
    ],
  });
  expect(product.accountOf(row)).toBe('platform');
});

test('what is given away has a product and no price', () => {
  expect(product.want({ ...row, price: '0.000' })).toMatchObject({ product: { active: true }, prices: [] });
});

test('C15: an amount that Stripe would not charge, or cannot show, is refused at its field', () => {
  const faultsOf = (change: Partial<Record<keyof typeof row, string>>) => {
    try {
      product.want({ ...row, ...change });
      return undefined;
    } catch (error) {
      return error instanceof Problem ? error.errors.map(({ field, code }) => `${field}: ${code}`) : error;
    }
  };
  expect(faultsOf({ price: '0.100' })).toEqual(['price: under_minimum']);
  expect(faultsOf({ price: '25.005' })).toEqual(['price: too_many_decimals']);
  expect(faultsOf({ currency: 'xyz' })).toEqual(['currency: not_a_currency']);
});
