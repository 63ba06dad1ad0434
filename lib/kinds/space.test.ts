import { expect, test } from 'vitest';
import { Problem } from '../errors';
import { space } from './space';

const row = {
  id: '5a1e0000-0000-4000-8000-000000000001',
  name: '  Atelier ',
  description: '',
  capacity: 12,
  currency: 'eur',
  price_per_hour: '25.000',
  price_per_half_day: null,
  price_per_day: '140.000',
  price_per_month: null,
  image_url: null,
  is_active: true,
};

test('a space asks for one product, and one price for each way it is let', () => {
  expect(space.want(row)).toEqual({
    product: {
      name: 'Atelier',
      description: null,
      active: true,
      images: [],
      metadata: { space_id: row.id, type: 'coworking_space', capacity: '12' },
    },
    prices: [
      {
        tariff: 'hour',
        unit_amount: 2500,
        currency: 'eur',
        nickname: null,
        metadata: { space_id: row.id, tariff: 'hour' },
      },
      {
        tariff: 'day',
        unit_amount: 14000,
        currency: 'eur',
        nickname: null,
        metadata: { space_id: row.id, tariff: 'day' },
      },
    ],
  });
});

test('C15: an amount that Stripe would not charge, or cannot show, is refused at its field', () => {
  const fieldOf = (change: Partial<Record<keyof typeof row, string>>) => {
    try {
      space.want({ ...row, ...change });
      return undefined;
    } catch (error) {
      return error instanceof Problem ? error.errors.map(({ field, code }) => `${field}: ${code}`) : error;
    }
  };
  expect(fieldOf({ price_per_day: '0.100' })).toEqual(['price_per_day: under_minimum']);
  expect(fieldOf({ price_per_hour: '25.005' })).toEqual(['price_per_hour: too_many_decimals']);
  expect(fieldOf({ currency: 'xyz' })).toEqual(['currency: not_a_currency']);
  expect(fieldOf({ price_per_hour: '0.000' })).toBeUndefined();
});
