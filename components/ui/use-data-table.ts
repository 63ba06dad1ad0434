'use client';

import {
  columnVisibilityFeature,
  createColumnHelper,
  functionalUpdate,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Row,
  type RowData,
  type RowSelectionState,
  type SortingState,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { DataTableProps } from './data-table-types';

// The server sorts, filters and cuts into pages, so no row model is registered for any of it.
const features = tableFeatures({
  columnVisibilityFeature,
  rowPaginationFeature,
  rowSelectionFeature,
  rowSortingFeature,
});

export type TableRow<Item extends RowData> = Row<typeof features, Item>;
export type TableModel<Item extends RowData> = ReturnType<typeof useDataTable<Item>>;

const none: never[] = [];

/** Translates our columns, sort and pages into TanStack's table; only the selection is its own. */
export function useDataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { columns, rows, rowId, total, page, pageSize, onPage, sort, onSort, hidden, onHidden } = props;
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Item>();
    const define = (column: (typeof columns)[number]) =>
      helper.accessor((item): unknown => item, {
        id: column.id,
        header: column.header,
        cell: ({ row }) => column.cell(row.original),
        enableSorting: column.sortable === true,
        enableHiding: column.isTitle !== true,
        sortDescFirst: false,
      });
    return columns.map(define);
  }, [columns]);

  const sorting: SortingState = sort === null ? [] : [{ id: sort.column, desc: sort.direction === 'desc' }];
  const columnVisibility = Object.fromEntries(hidden.map((id) => [id, false]));
  const pagination = { pageIndex: page - 1, pageSize };
  const table = useTable({
    features,
    columns: definitions,
    data: rows ?? none,
    getRowId: rowId,
    manualSorting: true,
    manualPagination: true,
    enableMultiSort: false,
    enableRowSelection: props.bulk !== undefined,
    rowCount: total,
    state: { sorting, columnVisibility, pagination, rowSelection },
    onRowSelectionChange: setRowSelection,
    onPaginationChange: (change) => onPage(functionalUpdate(change, pagination).pageIndex + 1),
    onSortingChange: (change) => {
      const [next] = functionalUpdate(change, sorting);
      onSort(next === undefined ? null : { column: next.id, direction: next.desc ? 'desc' : 'asc' });
    },
    onColumnVisibilityChange: (change) => {
      const next = functionalUpdate(change, columnVisibility);
      onHidden(Object.keys(next).filter((id) => next[id] === false));
    },
  });
  return table;
}
