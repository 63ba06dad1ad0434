'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RowBulk } from './row-bulk';
import { RowFilters } from './row-filters';
import { isFiltered, rowColumns, rowSorts, toFilters } from './row-search-params';
import { useRowColumns } from './use-row-columns';
import { useRowSearch } from './use-row-search';
import { ListTable } from '@/components/frame/list-table';
import { useDb } from '@/components/frame/public-env';
import { sortIn } from '@/components/frame/search-parsers';
import { useRowName } from '@/components/sync/row-name';
import { EmptyState } from '@/components/ui/empty-state';
import { rowPage } from '@/lib/paths';
import { syncRows } from '@/lib/queries/sync';

const CALM_MS = 30_000;
const BUSY_MS = 2000;

/** The rows that Stripe does not agree with, each with its reason. `isBusy` while rows are on their way. */
export function RowTable({ isBusy }: { isBusy: boolean }) {
  const t = useTranslations('syncPage');
  const { search, change, clear } = useRowSearch();
  const nameOf = useRowName();
  const columns = useRowColumns();
  const list = useQuery({
    ...syncRows(useDb(), toFilters(search)),
    placeholderData: keepPreviousData,
    // A row that falls behind while the list is empty must appear in it as well.
    refetchInterval: isBusy ? BUSY_MS : CALM_MS,
  });
  const { sort, isDescending } = search.sort;
  const title = search.status.length === 0 ? t('rows') : t('rowsByState');
  return (
    <div id="rows" className="flex scroll-mt-18 flex-col gap-3">
      <h2 className="text-lead font-semibold">{title}</h2>
      <ListTable
        label={title}
        list={list}
        columns={columns}
        rowId={(row) => [row.kind, row.row_id, row.connected_account_id ?? 'platform', row.is_left].join(' ')}
        rowName={nameOf}
        hrefOf={(row) => rowPage(row.kind, row.row_id)}
        search={search}
        hideable={rowColumns}
        onChange={change}
        sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
        onSort={(next) => change({ sort: sortIn(rowSorts, next) })}
        toolbar={<RowFilters />}
        empty={
          <EmptyState
            title={t('agreesTitle')}
            hint={t('agreesHint')}
            icon={<CircleCheck size={20} aria-hidden className="text-fine" />}
            action={null}
          />
        }
        isFiltered={isFiltered(search)}
        onClear={clear}
        failedTitle={t('rowsFailed')}
        bulk={(rows, unselect) => <RowBulk rows={rows} clear={unselect} />}
      />
    </div>
  );
}
