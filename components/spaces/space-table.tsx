'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Armchair, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { SpaceBulk } from './space-bulk';
import { SpaceFilters } from './space-filters';
import { hideableColumns, isFiltered, toFilters } from './space-search-params';
import { useSpaceColumns } from './use-space-columns';
import { useOpenSpace, useSpaceSearch } from './use-space-search';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useDb } from '@/components/frame/public-env';
import { pageSizes } from '@/components/frame/search-parsers';
import { useTableLabels } from '@/components/frame/use-table-labels';
import { MeaningIcon } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DataTable } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { spaceList, spaceSorts } from '@/lib/queries/space';

/** The list of spaces. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function SpaceTable() {
  const t = useTranslations();
  const say = useIssueWords();
  const labels = useTableLabels();
  const { search, change, clear } = useSpaceSearch();
  const { open } = useOpenSpace();
  const columns = useSpaceColumns(open);
  const list = useQuery({ ...spaceList(useDb(), toFilters(search)), placeholderData: keepPreviousData });
  const { data, error } = list;
  const { sort, isDescending } = search.sort;

  const isPastTheEnd = data?.rows.length === 0 && search.page > 1 && !list.isPlaceholderData;
  useEffect(() => {
    // The last row of this page is gone, or the address was written by hand.
    if (isPastTheEnd) change({ page: 1 });
  });
  const again = () => void list.refetch();
  return (
    <>
      {error !== null && data !== undefined ? (
        <NotRefreshed onRetry={again} pending={list.isFetching} />
      ) : null}
      <DataTable
        label={t('space.list')}
        labels={labels}
        columns={columns}
        rowId={(space) => space.id}
        rowName={(space) => space.name}
        onOpen={(space) => open(space.id)}
        rows={isPastTheEnd ? undefined : data?.rows}
        total={data?.total ?? 0}
        page={search.page}
        pageSize={search.size}
        onPage={(page) => change({ page })}
        sizes={{
          label: t('space.perPage'),
          choices: pageSizes.map((size) => ({ size, word: t('space.perPageChoice', { count: size }) })),
          onSize: (size) => change({ size: pageSizes.find((each) => each === size) }),
        }}
        sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
        onSort={(next) => {
          const column = spaceSorts.find((each) => each === next?.column);
          change({
            sort:
              column === undefined ? undefined : { sort: column, isDescending: next?.direction === 'desc' },
          });
        }}
        hidden={search.hide}
        onHidden={(hidden) =>
          change({ page: search.page, hide: hideableColumns.filter((id) => hidden.includes(id)) })
        }
        refreshing={list.isPlaceholderData}
        toolbar={<SpaceFilters />}
        empty={
          <EmptyState
            title={t('space.emptyTitle')}
            hint={t('space.emptyHint')}
            icon={<Armchair size={20} aria-hidden />}
            action={
              <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => open('new')}>
                {t('space.new')}
              </Button>
            }
          />
        }
        nothingMatches={
          <EmptyState
            title={t('table.nothingMatches')}
            hint={t('table.nothingMatchesHint')}
            action={<Button onClick={clear}>{t('table.clearFilters')}</Button>}
          />
        }
        isFiltered={isFiltered(search)}
        error={
          error !== null && data === undefined ? (
            <ErrorState
              title={t('space.listFailed')}
              detail={sayProblem(error, say)}
              retryLabel={t('common.retry')}
              onRetry={again}
              pending={list.isFetching}
            />
          ) : null
        }
        bulk={(spaces, unselect) => <SpaceBulk spaces={spaces} clear={unselect} />}
      />
    </>
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
      <span className="mr-auto">{t('space.notRefreshed')}</span>
      <Button pending={pending} onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
