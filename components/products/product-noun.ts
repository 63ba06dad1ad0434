import { mergeProducts, productDifferences } from './product-difference';
import type { NounScreen } from '@/components/rows/noun';
import { products } from '@/lib/queries/product';
import { productInput, toProductInput, type ProductInput, type ProductRow } from '@/lib/schemas/product';

/** Products, as the parts that their screen shares with others are told of them. */
export const productScreen: NounScreen<ProductRow, ProductInput> = {
  noun: 'product',
  queries: products,
  read: (typed) => productInput.safeParse(typed).data ?? null,
  toInput: toProductInput,
  withActive: (row, isActive) => ({ ...toProductInput(row), is_active: isActive }),
  differences: productDifferences,
  merge: mergeProducts,
};
