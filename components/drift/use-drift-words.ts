'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isTariffName } from '@/components/sync/plan-words';
import { balanceFromMinor, formatMoney } from '@/lib/money';
import { isAmount, type DriftRow, type DriftValue } from '@/lib/schemas/drift';

const plainFields = ['name', 'description', 'images', 'active', 'deleted', 'default_price'] as const;

/** A field and its two values in the reader's words; nothing for a side that shows nothing. */
export function useDriftWords() {
  const t = useTranslations('drift');
  const locale = useLocale();
  const fieldWord = (field: string) => {
    const plain = plainFields.find((each) => each === field);
    if (plain !== undefined) return t(`field.${plain}`);
    const at = field.indexOf('.');
    const [what, key] = [field.slice(0, at), field.slice(at + 1)];
    if (what === 'metadata') return t('field.metadata', { key });
    if (what === 'extra') return t('field.extra');
    const tariff = isTariffName(key) ? t(`tariff.${key}`) : '';
    if (what === 'label') return tariff === '' ? t('field.label') : t('field.labelOf', { tariff });
    return tariff === '' ? t('field.price') : t('field.priceOf', { tariff });
  };
  const valueWord = ({ field }: Pick<DriftRow, 'field'>, value: DriftValue): string | null => {
    if (value === null || value === '') return null;
    if (field === 'deleted') return t(value === true ? 'deleted' : 'present');
    if (typeof value === 'boolean') return t(value ? 'onSale' : 'archived');
    if (Array.isArray(value)) return value.length === 0 ? null : value.join('\n');
    if (!isAmount(value)) return value;
    if (value.unit_amount === null) return t('noAmount');
    return formatMoney(balanceFromMinor(value.unit_amount, value.currency), value.currency, locale);
  };
  return { fieldWord, valueWord };
}
