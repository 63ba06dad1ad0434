'use client';

import { useQuery } from '@tanstack/react-query';
import { Coins } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { useReaderZone } from '../ui/use-reader-zone';
import { useDb, usePublicEnv } from './public-env';
import { Section } from './section';
import { formatMoney } from '@/lib/money';
import { sales } from '@/lib/queries/order';
import type { Sales } from '@/lib/schemas/sales';

/** What was sold today and in seven days, by currency, as the reader's own calendar has it. */
export function SalesFigures() {
  const t = useTranslations();
  const say = useIssueWords();
  const { mode } = usePublicEnv().stripe;
  const timeZone = useReaderZone();
  const { data, error, refetch, isFetching } = useQuery(sales(useDb(), mode === 'live', timeZone));
  return (
    <Section title={t('overview.sales')}>
      {data === undefined && error !== null ? (
        <ErrorState
          title={t('overview.salesFailed')}
          detail={sayProblem(error, say)}
          retryLabel={t('common.retry')}
          onRetry={() => void refetch()}
          pending={isFetching}
        />
      ) : data?.length === 0 ? (
        <EmptyState
          icon={<Coins size={20} aria-hidden />}
          title={t('overview.salesNone')}
          hint={t('overview.salesNoneHint')}
          action={null}
        />
      ) : (
        <div className="divide-y">
          {data === undefined ? (
            <LoadingSales />
          ) : (
            data.map((sold) => <CurrencySales key={sold.currency} sold={sold} />)
          )}
        </div>
      )}
    </Section>
  );
}

function CurrencySales({ sold }: { sold: Sales[number] }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const { currency } = sold;
  const spans = [
    { term: t('today'), amount: sold.today, orders: sold.todayOrders },
    { term: t('week'), amount: sold.week, orders: sold.weekOrders },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px bg-line">
      {spans.map(({ term, amount, orders }) => (
        <div key={term} className="flex min-w-0 flex-col gap-1 bg-surface p-4">
          <dt className="font-medium">{term}</dt>
          <dd
            className={orders === 0 ? 'text-title font-semibold text-ink-faint' : 'text-title font-semibold'}
          >
            {formatMoney(amount, currency, locale)}
          </dd>
          <dd className="text-small text-ink-soft">{t('ordersPaid', { count: orders })}</dd>
        </div>
      ))}
    </dl>
  );
}

function LoadingSales() {
  return (
    <div aria-busy className="grid grid-cols-2">
      {[0, 1].map((place) => (
        <div key={place} className="flex h-26 flex-col gap-2 p-4">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="h-7 w-28" />
        </div>
      ))}
    </div>
  );
}
