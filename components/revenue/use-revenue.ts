'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useNow, useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { revenueSearchParams, toSpan, type RevenueGroup, type RevenueSearch } from './revenue-search-params';
import { currenciesOf } from './revenue-sums';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { useKindWord } from '@/components/frame/use-kind-word';
import { balanceFromMinor, formatMoney } from '@/lib/money';
import { revenue } from '@/lib/queries/revenue';
import { filtered, NO_PROJECT, OWN_SHOP, type RevenueRow } from '@/lib/schemas/revenue';

const MINUTE_MS = 60_000;

/** What the page shows, kept in the address. */
export function useRevenueSearch() {
  const [search, set] = useQueryStates(revenueSearchParams);
  const change = (next: Partial<RevenueSearch>) => void set(next);
  const clear = () => void set({ kind: null, project: null, seller: null });
  return { search, change, clear };
}

/** The rows of the span that the address names, and those of them that it shows. */
export function useRevenue() {
  const { search } = useRevenueSearch();
  const { mode } = usePublicEnv().stripe;
  const span = toSpan(search, useNow({ updateInterval: MINUTE_MS }), mode === 'live');
  const query = useQuery(revenue(useDb(), span));
  const all = query.data ?? [];
  const left = filtered(all, { ...search, currency: [] });
  const currencies = currenciesOf(left);
  const currency = currencies.find((each) => each === search.currency) ?? currencies[0] ?? 'eur';
  return { query, span, all, currencies, currency, rows: left.filter((row) => row.currency === currency) };
}

/** Amounts and headings in the reader's words. */
export function useRevenueWords(all: readonly RevenueRow[], currency: string) {
  const t = useTranslations('revenue');
  const locale = useLocale();
  const kindWord = useKindWord();
  const sellers = new Map(
    all.map(({ seller_id, seller }) => [seller_id ?? OWN_SHOP, seller ?? t('ownShop')]),
  );
  const money = (minor: number) => formatMoney(balanceFromMinor(minor, currency), currency, locale);
  const heading = (group: Exclude<RevenueGroup, 'day'>, key: string) => {
    if (group === 'kind') return kindWord(key);
    if (group === 'project') return key === NO_PROJECT ? t('noProject') : key;
    return sellers.get(key) ?? key;
  };
  return { money, heading };
}
