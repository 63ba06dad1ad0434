'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { isFiltered, runRowColumns, toFilters } from './run-row-search-params';
import { useRunRowColumns } from './use-run-row-columns';
import { useRunRowSearch } from './use-run-row-search';
import { ListFilters } from '@/components/frame/list-filters';
import { ListTable } from '@/components/frame/list-table';
import { useDb } from '@/components/frame/public-env';
import { useRowName } from '@/components/sync/row-name';
import { EmptyState } from '@/components/ui/empty-state';
import { rowPage } from '@/lib/paths';
import { syncRunRows } from '@/lib/queries/sync-run';
import { runDeeds, runOutcomes, type SyncRun } from '@/lib/schemas/sync-run';

/** What a run does with each row, and what came of it. */
export function RunRowTable({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun.rows');
  const { search, change, clear } = useRunRowSearch();
  const nameOf = useRowName();
  const columns = useRunRowColumns();
  const list = useQuery({
    ...syncRunRows(useDb(), run, toFilters(search)),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-lead font-semibold">{t('title')}</h2>
      <ListTable
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(row) => `${row.kind} ${row.row_id}`}
        rowName={nameOf}
        hrefOf={(row) => rowPage(row.kind, row.row_id)}
        search={search}
        hideable={runRowColumns}
        onChange={change}
        toolbar={<RunRowFilters />}
        empty={
          <EmptyState
            title={t('emptyTitle')}
            hint={t('emptyHint')}
            icon={<ListChecks size={20} aria-hidden />}
            action={null}
          />
        }
        isFiltered={isFiltered(search)}
        onClear={clear}
        failedTitle={t('failed')}
      />
    </div>
  );
}

function RunRowFilters() {
  const t = useTranslations('syncRun');
  const { search, change, clear } = useRunRowSearch();
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[
        {
          label: t('rows.deed'),
          options: runDeeds.map((value) => ({ value, label: t(`deed.${value}`) })),
          chosen: search.deed,
          onChange: (chosen) => change({ deed: runDeeds.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('rows.outcome'),
          options: runOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) })),
          chosen: search.outcome,
          onChange: (chosen) => change({ outcome: runOutcomes.filter((each) => chosen.includes(each)) }),
        },
      ]}
    />
  );
}
