'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import type { RowData } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { MeaningIcon } from '../ui/badge';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import type { DataTableProps } from '../ui/data-table-types';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { pageSizes, type PageSize } from './search-parsers';
import { useTableLabels } from './use-table-labels';

type Passed = 'label' | 'columns' | 'rowId' | 'rowName' | 'hrefOf' | 'toolbar' | 'empty' | 'isFiltered';

/** What stands in the address of every list. */
type ListSearch<Column extends string> = { page: number; size: PageSize; hide: Column[] };

type ListTableProps<Item extends RowData, Column extends string> = Pick<DataTableProps<Item>, Passed> & {
  list: UseQueryResult<{ rows: Item[]; total: number }>;
  search: ListSearch<Column>;
  /** The columns that may be hidden. */
  hideable: readonly Column[];
  onChange: (next: Partial<ListSearch<Column>>) => void;
  onClear: () => void;
  /** What is said when the rows could not be loaded. */
  failedTitle: string;
  /** Without it, the order is the server's. */
  sort?: DataTableProps<Item>['sort'];
  onSort?: DataTableProps<Item>['onSort'];
  bulk?: DataTableProps<Item>['bulk'];
  /** Opens a row over the list; without it, the row leads to its own page. */
  onOpen?: DataTableProps<Item>['onOpen'];
};

/** A list of rows, with the words and the states that every list has. */
export function ListTable<Item extends RowData, Column extends string>(props: ListTableProps<Item, Column>) {
  const {
    list,
    search: { page, size, hide },
    hideable,
    onChange,
    onClear,
    failedTitle,
    sort = null,
    onSort,
    bulk,
    onOpen,
    ...passed
  } = props;
  const t = useTranslations();
  const say = useIssueWords();
  const labels = useTableLabels();
  const router = useRouter();
  const { data, error } = list;
  const isPastTheEnd = data?.rows.length === 0 && page > 1 && !list.isPlaceholderData;
  useEffect(() => {
    // The last row of this page is gone, or the address was written by hand.
    if (isPastTheEnd) onChange({ page: 1 });
  });
  const again = () => void list.refetch();
  const follow = (item: Item) => {
    const href = passed.hrefOf?.(item);
    if (href !== undefined) router.push(href);
  };
  return (
    <div>
      {error !== null && data !== undefined ? (
        <NotRefreshed onRetry={again} pending={list.isFetching} />
      ) : null}
      <DataTable
        {...passed}
        {...(bulk === undefined ? {} : { bulk })}
        labels={labels}
        onOpen={onOpen ?? follow}
        opens={(item) => onOpen !== undefined || passed.hrefOf?.(item) !== undefined}
        rows={isPastTheEnd ? undefined : data?.rows}
        total={data?.total ?? 0}
        page={page}
        pageSize={size}
        onPage={(next) => onChange({ page: next })}
        sizes={{
          label: t('table.perPage'),
          choices: pageSizes.map((each) => ({
            size: each,
            word: t('table.perPageChoice', { count: each }),
          })),
          onSize: (next) => onChange({ size: pageSizes.find((each) => each === next) ?? size }),
        }}
        sort={sort}
        onSort={(next) => onSort?.(next)}
        hidden={hide}
        onHidden={(hidden) => onChange({ page, hide: hideable.filter((id) => hidden.includes(id)) })}
        refreshing={list.isPlaceholderData}
        nothingMatches={
          <EmptyState
            title={t('table.nothingMatches')}
            hint={t('table.nothingMatchesHint')}
            action={<Button onClick={onClear}>{t('table.clearFilters')}</Button>}
          />
        }
        error={
          error !== null && data === undefined ? (
            <ErrorState
              title={failedTitle}
              detail={sayProblem(error, say)}
              retryLabel={t('common.retry')}
              onRetry={again}
              pending={list.isFetching}
            />
          ) : null
        }
      />
    </div>
  );
}

/** The rows are those of a moment ago, since asking again did not work. */
function NotRefreshed({ onRetry, pending }: { onRetry: () => void; pending: boolean }) {
  const t = useTranslations();
  return (
    <div
      role="status"
      className="mb-3 flex flex-wrap items-center gap-2 rounded bg-attention-soft px-3 py-2 text-attention"
    >
      <MeaningIcon meaning="attention" size={16} />
      <span className="mr-auto">{t('table.notRefreshed')}</span>
      <Button pending={pending} onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
