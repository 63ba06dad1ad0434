import { expect, test } from 'vitest';
import { emptySpace, newSpace, spaceInput, type SpaceInput } from './space';

/** The message keys by field of what the schema refuses. */
function faults(values: Partial<Record<keyof SpaceInput, unknown>> & Record<string, unknown>) {
  const read = spaceInput.safeParse({ ...emptySpace, name: 'Atelier', ...values });
  return read.success
    ? {}
    : Object.fromEntries(read.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
}

test('each amount that cannot be sold at has its own sentence at its field', () => {
  expect(faults({ price_per_hour: '-1' })).toEqual({ price_per_hour: 'negative' });
  expect(faults({ price_per_hour: 'abc' })).toEqual({ price_per_hour: 'not_a_number' });
  expect(faults({ price_per_hour: '1e9' })).toEqual({ price_per_hour: 'not_a_number' });
  expect(faults({ price_per_hour: '1000000000' })).toEqual({ price_per_hour: 'too_large' });
  expect(faults({ price_per_hour: '25.005' })).toEqual({ price_per_hour: 'too_many_decimals' });
  expect(faults({ price_per_day: '0.10' })).toEqual({ price_per_day: 'under_minimum' });
  expect(faults({ price_per_hour: 25 })).toEqual({ price_per_hour: 'not_a_number' });
});

test('amounts are judged by their currency', () => {
  expect(faults({ currency: 'jpy', price_per_hour: '500.5' })).toEqual({
    price_per_hour: 'too_many_decimals',
  });
  expect(faults({ currency: 'jpy', price_per_hour: '500' })).toEqual({});
  expect(faults({ currency: 'huf', price_per_hour: '174' })).toEqual({ price_per_hour: 'under_minimum' });
  expect(faults({ currency: 'EUR', price_per_hour: '25.00' })).toEqual({});
});

test('a name is needed, is not endless, and may be any text', () => {
  expect(faults({ name: '   ' })).toEqual({ name: 'required' });
  expect(faults({ name: 'x'.repeat(5000) })).toEqual({ name: 'too_long' });
  expect(faults({ name: '<script>alert(1)</script>' })).toEqual({});
  expect(faults({ name: 'nul\u0000' })).toEqual({ name: 'not_printable' });
});

test('currencies and addresses must exist', () => {
  expect(faults({ currency: 'xyz' })).toEqual({ currency: 'not_a_currency' });
  expect(faults({ image_url: 'atelier.jpg' })).toEqual({ image_url: 'not_an_address' });
  expect(faults({ image_url: 'javascript:alert(1)' })).toEqual({ image_url: 'not_an_address' });
  expect(faults({ image_url: 'https://example.com/a.jpg' })).toEqual({});
  expect(faults({ image_url: ' ' })).toEqual({});
});

test('a tariff may be left empty: the space is not let that way', () => {
  expect(spaceInput.parse({ ...emptySpace, name: 'Atelier', price_per_hour: '' }).price_per_hour).toBeNull();
});

test('an unknown field is refused by its name', () => {
  const read = spaceInput.safeParse({ ...emptySpace, name: 'Atelier', stripe_product_id: 'prod_1' });
  expect(read.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['stripe_product_id'] });
});

test('a script may leave out what has a default', () => {
  expect(newSpace.safeParse({ name: 'Atelier', price_per_hour: '25.00' }).success).toBe(true);
  expect(newSpace.safeParse({ price_per_hour: '25.00' }).success).toBe(false);
  expect(newSpace.safeParse({ name: 'Atelier', price_per_hour: '25.005' }).success).toBe(false);
});
