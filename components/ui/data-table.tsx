'use client';

import type { RowData } from '@tanstack/react-table';
import clsx from 'clsx';
import { DataTableHead } from './data-table-head';
import { DataTablePager } from './data-table-pager';
import { DataTableRow, SkeletonRow } from './data-table-row';
import { DataTableTools } from './data-table-tools';
import type { DataTableProps } from './data-table-types';
import { useDataTable } from './use-data-table';

const SKELETON_ROWS = 8;

/**
 * A list whose sort, page, columns and filters belong to the caller, who keeps them in the address. Below 640 px rows
 * become cards; the roles are written out because a changed `display` would take them from the elements.
 */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const {
    label,
    labels,
    columns,
    rows,
    error,
    empty,
    nothingMatches,
    isFiltered,
    refreshing,
    bulk,
    toolbar,
  } = props;
  const table = useDataTable(props);
  const selected = table.getSelectedRowModel().rows.map((row) => row.original);
  const clear = () => table.resetRowSelection(true);
  const canSelect = bulk !== undefined;
  const isBare = error === null && rows !== undefined && rows.length === 0;
  const skeletons = Array.from({ length: Math.min(props.pageSize, SKELETON_ROWS) }, (_, place) => place);

  return (
    <section aria-label={label} className="flex min-w-0 flex-col gap-3">
      {bulk !== undefined && selected.length > 0 ? (
        <div className="flex min-h-9 flex-wrap items-center gap-2 max-sm:min-h-10">
          <span role="status" className="mr-2 font-medium">
            {labels.selected(selected.length)}
          </span>
          {bulk(selected, clear)}
          <button
            type="button"
            onClick={clear}
            className="ml-auto h-8 rounded px-2 text-ink-soft hover:bg-sunken hover:text-ink"
          >
            {labels.clearSelection}
          </button>
        </div>
      ) : (
        <div className="flex min-h-9 flex-wrap items-center gap-2 max-sm:min-h-10">
          {toolbar}
          <DataTableTools
            table={table}
            columns={columns}
            labels={labels}
            sort={props.sort}
            onSort={props.onSort}
          />
        </div>
      )}
      <div className="overflow-x-auto rounded border bg-surface max-sm:border-x-0 max-sm:border-none max-sm:bg-transparent">
        {error !== null ? (
          error
        ) : isBare ? (
          isFiltered ? (
            nothingMatches
          ) : (
            empty
          )
        ) : (
          <table
            role="table"
            aria-label={label}
            aria-busy={rows === undefined || refreshing}
            className={clsx(
              'w-full table-fixed border-collapse text-body transition-opacity max-sm:block sm:min-w-[44rem]',
              refreshing && 'opacity-60',
            )}
          >
            <DataTableHead table={table} columns={columns} labels={labels} canSelect={canSelect} />
            <tbody role="rowgroup" className="max-sm:flex max-sm:flex-col max-sm:gap-2">
              {rows === undefined
                ? skeletons.map((place) => (
                    <SkeletonRow key={place} table={table} columns={columns} canSelect={canSelect} />
                  ))
                : table
                    .getRowModel()
                    .rows.map((row, place) => (
                      <DataTableRow
                        key={row.id}
                        row={row}
                        isFirst={place === 0}
                        canSelect={canSelect}
                        {...props}
                      />
                    ))}
            </tbody>
          </table>
        )}
      </div>
      {isBare || error !== null ? null : <DataTablePager {...props} shown={rows?.length} />}
      <span role="status" className="sr-only">
        {rows === undefined && error === null ? labels.loading : ''}
      </span>
    </section>
  );
}
