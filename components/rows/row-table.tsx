'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ListTable } from '../frame/list-table';
import { sortIn, type PageSize, type Sort } from '../frame/search-parsers';
import type { TableColumn } from '../ui/data-table-types';
import type { NounScreen, ScreenRow } from './noun';
import { RowBulk } from './row-bulk';
import { RowsEmpty } from './rows-empty';
import { useOpenRow } from './use-open-row';
import type { Page } from '@/lib/queries/rows';

/** What the address of every list holds. */
type Search<Sorted extends string, Hidden extends string> = {
  sort: Sort<Sorted>;
  page: number;
  size: PageSize;
  hide: Hidden[];
};

type RowTableProps<
  Row extends ScreenRow,
  Input extends object,
  Sorted extends string,
  Hidden extends string,
> = {
  screen: NounScreen<Row, Input>;
  list: UseQueryResult<Page<Row>>;
  columns: TableColumn<Row>[];
  search: Search<Sorted, Hidden>;
  sorts: readonly Sorted[];
  hideable: readonly Hidden[];
  change: (next: Partial<Search<Sorted, Hidden>>) => void;
  clear: () => void;
  isFiltered: boolean;
  toolbar: ReactNode;
  /** Stands over the words of an empty list. */
  icon: ReactNode;
};

/** The list of a noun, whose rows open over it. Whatever is sorted or hidden stands in the address. */
export function RowTable<
  Row extends ScreenRow,
  Input extends object,
  Sorted extends string,
  Hidden extends string,
>(props: RowTableProps<Row, Input, Sorted, Hidden>) {
  const { screen, list, columns, search, sorts, hideable, change, clear, isFiltered, toolbar, icon } = props;
  const { noun } = screen;
  const t = useTranslations(noun);
  const { open } = useOpenRow(noun);
  return (
    <ListTable
      label={t('list')}
      list={list}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      onOpen={(row) => open(row.id)}
      search={search}
      hideable={hideable}
      onChange={change}
      sort={{ column: search.sort.sort, direction: search.sort.isDescending ? 'desc' : 'asc' }}
      onSort={(next) => change({ sort: sortIn(sorts, next) })}
      toolbar={toolbar}
      empty={<RowsEmpty noun={noun} icon={icon} />}
      isFiltered={isFiltered}
      onClear={clear}
      failedTitle={t('listFailed')}
      bulk={(rows, unselect) => <RowBulk screen={screen} rows={rows} clear={unselect} />}
    />
  );
}
