'use client';

import { useLocale } from 'next-intl';
import { formatMoney, fromMinor } from '@/lib/money';

/** Minor units of a currency as an amount in the reader's notation. */
export function useOrderMoney(currency: string) {
  const locale = useLocale();
  return (minor: number) => formatMoney(fromMinor(minor, currency), currency, locale);
}
