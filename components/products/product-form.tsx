'use client';

import { useTranslations } from 'next-intl';
import { ProductFields } from './product-fields';
import { productScreen } from './product-noun';
import { useProductValue } from './use-product-value';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormDialog } from '@/components/form/form-dialog';
import { RowAside } from '@/components/rows/row-aside';
import { RowSyncBadge } from '@/components/rows/row-sync-badge';
import { useRowForm, type RowFormProps } from '@/components/rows/use-row-form';
import { emptyProduct, productInput, toProductInput, type ProductRow } from '@/lib/schemas/product';

/** The form for a new product and for an old one. */
export function ProductForm(shown: RowFormProps<ProductRow>) {
  const { row, focusField, onClose, onDirty } = shown;
  const t = useTranslations('product');
  const valueText = useProductValue();
  const form = useRowForm(productScreen, shown);
  const { opened, save } = form;
  const values = opened === null ? emptyProduct : toProductInput(opened);
  return (
    <FormDialog
      key={opened?.revision ?? 'new'}
      title={opened?.name ?? t('newTitle')}
      description={row === null ? undefined : <RowSyncBadge screen={productScreen} row={row} />}
      schema={productInput}
      values={values}
      save={save}
      onClose={onClose}
      submitLabel={opened === null ? t('create') : t('save')}
      focusField={focusField}
      aside={(typed) => (
        <RowAside screen={productScreen} form={form} shown={shown} typed={typed} valueText={valueText} />
      )}
    >
      <ProductFields product={row} ownCurrency={values.currency} />
      <DirtySignal onDirty={onDirty} />
    </FormDialog>
  );
}
