import { expect, test } from 'vitest';
import { mergeProducts, productDifferences } from './product-difference';
import { choose, firstChoices } from '@/components/form/difference';
import { emptyProduct, type ProductInput } from '@/lib/schemas/product';

const was: ProductInput = { ...emptyProduct, name: 'Lampe', slug: 'lampe', price: '185.00' };

test('P5: of two who changed different fields, both keep their change', () => {
  const mine = { ...was, price: '170.00' };
  const theirs = { ...was, stock: 3 };
  const differences = productDifferences({ was, mine, theirs });
  expect(differences).toEqual([
    { field: 'price', changedBy: 'mine' },
    { field: 'stock', changedBy: 'theirs' },
  ]);
  expect(mergeProducts(mine, theirs, firstChoices(differences))).toEqual({
    ...was,
    price: '170.00',
    stock: 3,
  });
});

test('an amount written with fewer decimals is the same amount', () => {
  expect(productDifferences({ was, mine: { ...was, price: '185' }, theirs: was })).toEqual([]);
});

test('P5: every field can be taken, and every field can be kept', () => {
  const mine: ProductInput = {
    name: 'A',
    slug: 'a',
    description: 'a',
    price: '1.00',
    currency: 'chf',
    stock: 2,
    image_url: 'https://a.example/a.svg',
    is_active: false,
  };
  const differences = productDifferences({ was, mine, theirs: was });
  expect(differences.map(({ field }) => field).sort()).toEqual(Object.keys(mine).sort());
  const all = (choice: 'mine' | 'theirs') => choose(differences, () => choice);
  expect(mergeProducts(mine, was, all('theirs'))).toEqual(was);
  expect(mergeProducts(mine, was, all('mine'))).toEqual(mine);
});
