import { expect, test } from 'vitest';
import { emptyProduct, newProduct, productInput, type ProductInput } from './product';

/** The message keys by field of what the schema refuses. */
function faults(values: Partial<Record<keyof ProductInput, unknown>> & Record<string, unknown>) {
  const read = productInput.safeParse({ ...emptyProduct, name: 'Lampe', price: '185.00', ...values });
  return read.success
    ? {}
    : Object.fromEntries(read.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
}

test('a price is needed, and each one that cannot be charged has its own sentence', () => {
  for (const nothing of ['', '  ', null]) expect(faults({ price: nothing })).toEqual({ price: 'required' });
  expect(faults({ price: '-1' })).toEqual({ price: 'negative' });
  expect(faults({ price: 'abc' })).toEqual({ price: 'not_a_number' });
  expect(faults({ price: '25.005' })).toEqual({ price: 'too_many_decimals' });
  expect(faults({ price: '0.10' })).toEqual({ price: 'under_minimum' });
  expect(faults({ price: '1000000000' })).toEqual({ price: 'too_large' });
  expect(faults({ price: '500.5', currency: 'jpy' })).toEqual({ price: 'too_many_decimals' });
});

test('zero is a price: the product is given away', () => {
  expect(faults({ price: '0' })).toEqual({});
});

test('stock is a whole number from nothing to a million', () => {
  expect(faults({ stock: 0 })).toEqual({});
  expect(faults({ stock: 1_000_000 })).toEqual({});
  expect(faults({ stock: -1 })).toEqual({ stock: 'too_small' });
  expect(faults({ stock: 1_000_001 })).toEqual({ stock: 'too_large' });
  for (const nonsense of [null, 'two', 1.5]) expect(faults({ stock: nonsense })).toHaveProperty('stock');
});

test('its part of the address is small letters, digits and hyphens, or left to the database', () => {
  expect(faults({ slug: 'lampe-verriere-2' })).toEqual({});
  expect(productInput.parse({ ...emptyProduct, name: 'Lampe', price: '1', slug: ' ' }).slug).toBeNull();
  for (const wrong of ['Lampe', 'lampe verrière', '-lampe', 'lampe--verriere', '../lampe'])
    expect(faults({ slug: wrong })).toEqual({ slug: 'not_a_slug' });
});

test('a product is one of a kind and on sale until somebody says otherwise; a script leaves that out', () => {
  expect(emptyProduct).toMatchObject({ stock: 1, is_active: true });
  expect(newProduct.parse({ name: 'Lampe', price: '185' })).toEqual({
    name: 'Lampe',
    price: '185',
    currency: 'eur',
  });
  expect(newProduct.safeParse({ name: 'Lampe' }).success).toBe(false);
});

test('an unknown field is refused by its name', () => {
  const read = productInput.safeParse({ ...emptyProduct, name: 'Lampe', price: '1', sold: 3 });
  expect(read.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['sold'] });
});
