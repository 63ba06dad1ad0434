'use client';

import { ProductForm } from './product-form';
import { productScreen } from './product-noun';
import { ProductTable } from './product-table';
import { RowDialog } from '@/components/rows/row-dialog';
import { RowsScreen } from '@/components/rows/rows-screen';

/** The list, and the one product that is open over it. */
export function ProductsScreen() {
  return (
    <RowsScreen noun="product">
      <ProductTable />
      <RowDialog screen={productScreen}>{(form) => <ProductForm {...form} />}</RowDialog>
    </RowsScreen>
  );
}
