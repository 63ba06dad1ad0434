'use client';

import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { formatMoney } from '@/lib/money';
import type { ProductInput } from '@/lib/schemas/product';

/** The value of a field as a person reads it. */
export function useProductValue() {
  const t = useTranslations('product');
  const locale = useLocale();
  const format = useFormatter();
  return (field: keyof ProductInput, input: ProductInput): string => {
    const value = input[field];
    if (value === null || value === '') return '—';
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    if (typeof value === 'number') return format.number(value);
    if (field === 'price') return formatMoney(value, input.currency, locale);
    return field === 'currency' ? value.toUpperCase() : value;
  };
}
