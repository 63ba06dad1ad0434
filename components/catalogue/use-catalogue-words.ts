'use client';

import { useLocale, useTranslations } from 'next-intl';
import { isTariffName } from '@/components/sync/plan-words';
import { balanceFromMinor, formatMoney, isCurrency } from '@/lib/money';
import type { CataloguePrice } from '@/lib/schemas/catalogue';

const intervals = ['day', 'week', 'month', 'year'] as const;

/** What the log holds in the reader's words. */
export function useCatalogueWords() {
  const t = useTranslations('catalogue');
  const tDrift = useTranslations('drift');
  const locale = useLocale();
  /** An amount in its currency; nothing where there is none, or where it is not known how many decimals the currency has. */
  const amountWord = (minor: number | null, currency: string | null) =>
    minor === null || currency === null || !isCurrency(currency)
      ? null
      : formatMoney(balanceFromMinor(minor, currency), currency, locale);
  /** What a price is for: a unit of time, a ticket type, a name of its own, and how often it is paid. */
  const priceWord = ({ tariff, ticket_name, nickname, recurring }: CataloguePrice) => {
    const own = isTariffName(tariff) ? tDrift(`tariff.${tariff}`) : (ticket_name ?? nickname ?? tariff);
    const interval = intervals.find((each) => each === recurring?.interval);
    const often =
      interval === undefined ? null : t(`every.${interval}`, { count: recurring?.interval_count ?? 1 });
    return [own, often].filter((word) => word !== null).join(' · ') || t('once');
  };
  return { amountWord, priceWord };
}
