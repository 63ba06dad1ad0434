'use client';

import { Coins, Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { RevenueFilters } from './revenue-filters';
import { csvAddress, isFiltered } from './revenue-search-params';
import { total } from './revenue-sums';
import { RevenueTable } from './revenue-table';
import { useRevenue, useRevenueSearch, useRevenueWords } from './use-revenue';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PageHeader } from '@/components/frame/page-header';
import { Section } from '@/components/frame/section';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';

// Drawing charts weighs more than the rest of the page together, so it comes after it, and on this page alone.
const RevenueChart = dynamic(() => import('./revenue-chart').then((module) => module.RevenueChart), {
  ssr: false,
  loading: () => <Skeleton className="h-55 w-full" />,
});

/** What came in and what went back, by day, kind, project and seller: one currency at a time. */
export function RevenueScreen() {
  const t = useTranslations('revenue');
  const { search } = useRevenueSearch();
  const { span } = useRevenue();
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <a href={csvAddress(span, search)} download className={buttonClass('secondary')}>
            <Download size={14} aria-hidden />
            {t('csv')}
          </a>
        }
      />
      <div className="flex flex-col gap-6">
        <div className="flex flex-col gap-2">
          <RevenueFilters />
          <p className="text-small text-ink-faint">{t('what', { zone: span.timeZone })}</p>
        </div>
        <RevenueParts />
      </div>
    </>
  );
}

function RevenueParts() {
  const t = useTranslations();
  const say = useIssueWords();
  const { search, clear } = useRevenueSearch();
  const { query, rows, currency, span } = useRevenue();
  const { data, error, refetch, isFetching } = query;
  if (data === undefined && error !== null)
    return (
      <ErrorState
        title={t('revenue.failed')}
        detail={sayProblem(error, say)}
        retryLabel={t('common.retry')}
        onRetry={() => void refetch()}
        pending={isFetching}
      />
    );
  if (data === undefined) return <TableSkeleton />;
  if (rows.length === 0)
    return (
      <div className="rounded border bg-surface">
        {isFiltered(search) && data.length > 0 ? (
          <EmptyState
            title={t('table.nothingMatches')}
            hint={t('table.nothingMatchesHint')}
            action={<Button onClick={clear}>{t('table.clearFilters')}</Button>}
          />
        ) : (
          <EmptyState
            title={t('revenue.none')}
            hint={t('revenue.noneHint')}
            icon={<Coins size={20} aria-hidden />}
            action={null}
          />
        )}
      </div>
    );
  return (
    <>
      <Totals />
      <Section title={t('revenue.chart', { currency: currency.toUpperCase() })}>
        <div className="p-4">
          <RevenueChart rows={rows} currency={currency} from={span.from} to={span.to} />
        </div>
      </Section>
      <RevenueTable />
    </>
  );
}

function Totals() {
  const t = useTranslations('revenue');
  const { all, rows, currency } = useRevenue();
  const { money } = useRevenueWords(all, currency);
  const { gross, refunded, net, fee } = total(rows);
  const figures = [
    { term: t('gross'), value: gross },
    { term: t('refunded'), value: refunded },
    { term: t('net'), value: net },
    { term: t('fee'), value: fee },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded border bg-line lg:grid-cols-4">
      {figures.map(({ term, value }) => (
        <div key={term} className="flex min-w-0 flex-col gap-1 bg-surface p-4">
          <dt className="font-medium">{term}</dt>
          <dd className="text-title font-semibold wrap-anywhere">{money(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
