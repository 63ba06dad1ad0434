'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isTariffName } from './plan-words';
import { formatMoney } from '@/lib/money';

type Price = { tariff: string | null; amount: string | null; currency: string | null };

/** A price in the reader's notation with the time it is for: "25,00 € / heure". */
export function usePriceWords() {
  const t = useTranslations('plan.per');
  const locale = useLocale();
  return ({ tariff, amount, currency }: Price) => {
    if (amount === null || currency === null) return '';
    const shown = formatMoney(amount, currency, locale);
    return isTariffName(tariff) ? t(tariff, { amount: shown }) : shown;
  };
}
