'use client';

import { useFormatter, useLocale, useMessages, useTranslations, type Messages } from 'next-intl';
import { formatMoney } from '@/lib/money';
import { tariffs, type SpaceInput } from '@/lib/schemas/space';

type Type = keyof Messages['space']['types'];

/** A type's word; a type that somebody else made up is shown as they wrote it. */
export function useTypeWord() {
  const t = useTranslations('space.types');
  const { space } = useMessages();
  const isOurs = (type: string): type is Type => Object.hasOwn(space.types, type);
  return (type: string) => (isOurs(type) ? t(type) : type);
}

/** The value of a field as a person reads it. */
export function useFieldValue() {
  const t = useTranslations('space');
  const locale = useLocale();
  const format = useFormatter();
  const typeWord = useTypeWord();
  return (field: keyof SpaceInput, input: SpaceInput): string => {
    const tariff = tariffs.find((each) => each === field);
    if (tariff !== undefined) {
      const amount = input[tariff];
      return amount === null ? '—' : formatMoney(amount, input.currency, locale);
    }
    const value = input[field];
    if (value === null || value === '') return '—';
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    if (typeof value === 'number') return format.number(value);
    if (field === 'type') return typeWord(value);
    return field === 'currency' ? value.toUpperCase() : value;
  };
}
