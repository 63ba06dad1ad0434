'use client';

import { useLocale, useTranslations } from 'next-intl';
import { currencyOptions } from '@/components/form/currency-options';
import { ImagePreview } from '@/components/form/image-preview';
import { MoneyField } from '@/components/form/money-field';
import { NumberField } from '@/components/form/number-field';
import { SelectField } from '@/components/form/select-field';
import { SlugField } from '@/components/form/slug-field';
import { SwitchField } from '@/components/form/switch-field';
import { TextAreaField } from '@/components/form/text-area-field';
import { TextField } from '@/components/form/text-field';
import { UrlField } from '@/components/form/url-field';
import { useFieldWord } from '@/components/rows/use-field-word';
import { paths } from '@/lib/paths';
import type { ProductRow } from '@/lib/schemas/product';

type ProductFieldsProps = {
  /** The row as it is known now; nothing for a new one. */
  product: ProductRow | null;
  /** Offered too when it is none of ours. */
  ownCurrency: string;
};

/** The fields of a product. */
export function ProductFields({ product, ownCurrency }: ProductFieldsProps) {
  const t = useTranslations('product');
  const locale = useLocale();
  const word = useFieldWord('product');
  return (
    <>
      <TextField name="name" label={word('name')} />
      <SlugField
        name="slug"
        label={word('slug')}
        hint={product === null ? t('slugHint') : t('slugHintSaved')}
        follows="name"
        path={paths.shopProduct('')}
      />
      <TextAreaField name="description" label={word('description')} nullable optional />
      <div className="grid gap-5 sm:grid-cols-2">
        <MoneyField name="price" label={word('price')} hint={t('priceHint')} />
        <SelectField
          name="currency"
          label={word('currency')}
          options={currencyOptions(locale, ownCurrency)}
        />
      </div>
      <NumberField name="stock" label={word('stock')} hint={useStockHint(product)} suffix={t('stockUnit')} />
      <div className="flex flex-col gap-3">
        <UrlField name="image_url" label={word('image_url')} hint={t('imageHint')} optional />
        <ImagePreview name="image_url" />
      </div>
      <SwitchField name="is_active" label={word('is_active')} hint={t('activeHint')} />
    </>
  );
}

/** What stock means, and once something is sold or being bought, how much of it is gone. */
function useStockHint(product: ProductRow | null): string {
  const t = useTranslations('product');
  const { sold = null, held = null, available = null } = product ?? {};
  if (sold === null || held === null || available === null || sold + held === 0) return t('stockHint');
  return `${t('stockHint')} ${t('stockCounted', { sold, held, available })}`;
}
