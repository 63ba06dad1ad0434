'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useQueryStates } from 'nuqs';
import { LastRun } from './last-run';
import { RunNowButton } from './run-now-button';
import { hideableColumns, stripeRunSearchParams, type StripeRunSearch } from './stripe-run-search-params';
import { useStripeRunColumns } from './use-stripe-run-columns';
import { RuleSection } from '@/components/catalogue-rules/rule-section';
import { ListTable } from '@/components/frame/list-table';
import { PageHeader } from '@/components/frame/page-header';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { EmptyState } from '@/components/ui/empty-state';
import { exactWords } from '@/components/ui/relative-words';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { lastStripeRun, stripeRunList } from '@/lib/queries/stripe-run';
import type { StripeRun } from '@/lib/schemas/stripe-run';

/** The runs of the daily backfill: the open one with its progress, the earlier ones, and what the catalogue leaves out. */
export function StripeRunsScreen() {
  const t = useTranslations('stripeRuns');
  const isLive = usePublicEnv().stripe.mode === 'live';
  const { data: last } = useQuery(lastStripeRun(useDb(), isLive));
  return (
    <>
      <PageHeader title={t('title')} actions={<RunNowButton last={last} />} />
      <div className="flex flex-col gap-8">
        {last === undefined || last === null ? null : <LastRun run={last} />}
        <RunTable last={last} isLive={isLive} />
        <RuleSection />
      </div>
    </>
  );
}

function RunTable({ last, isLive }: { last: StripeRun | null | undefined; isLive: boolean }) {
  const t = useTranslations('stripeRuns');
  const [search, set] = useQueryStates(stripeRunSearchParams);
  const change = (next: Partial<StripeRunSearch>) => void set({ page: 1, ...next });
  const list = useQuery({
    ...stripeRunList(useDb(), { isLive, page: search.page, pageSize: search.size }, last),
    placeholderData: keepPreviousData,
  });
  const columns = useStripeRunColumns();
  const [locale, timeZone] = [useLocale(), useReaderZone()];
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lead font-semibold">{t('listTitle')}</h2>
      <ListTable
        label={t('listTitle')}
        list={list}
        columns={columns}
        rowId={({ id }) => id}
        rowName={({ startedAt }) => t('runOf', { time: exactWords(new Date(startedAt), locale, timeZone) })}
        search={search}
        hideable={hideableColumns}
        onChange={change}
        toolbar={null}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<History size={20} aria-hidden />}
            action={<RunNowButton last={last} />}
          />
        }
        isFiltered={false}
        onClear={() => undefined}
        failedTitle={t('failed')}
      />
    </section>
  );
}
