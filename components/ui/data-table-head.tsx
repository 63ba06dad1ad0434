'use client';

import type { RowData } from '@tanstack/react-table';
import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { Checkbox } from './checkbox';
import type { TableColumn, TableLabels } from './data-table-types';
import type { TableModel } from './use-data-table';

type DataTableHeadProps<Item extends RowData> = {
  table: TableModel<Item>;
  columns: readonly TableColumn<Item>[];
  labels: TableLabels;
  canSelect: boolean;
};

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;
const sortIcons = { asc: ArrowUp, desc: ArrowDown };

/** Stays for screen readers when rows are cards; what it can do is then in the tools above the list. */
export function DataTableHead<Item extends RowData>({
  table,
  columns,
  labels,
  canSelect,
}: DataTableHeadProps<Item>) {
  const headers = table.getHeaderGroups().flatMap((group) => group.headers);
  return (
    <thead role="rowgroup" className="max-sm:sr-only">
      <tr role="row" className="border-b bg-canvas">
        {canSelect ? (
          <th role="columnheader" scope="col" className="h-9 w-10 pl-3 text-left align-middle">
            <Checkbox
              aria-label={labels.selectAll}
              checked={table.getIsAllPageRowsSelected()}
              indeterminate={table.getIsSomePageRowsSelected() && !table.getIsAllPageRowsSelected()}
              onChange={table.getToggleAllPageRowsSelectedHandler()}
            />
          </th>
        ) : null}
        {headers.map((header) => {
          const column = columns.find((each) => each.id === header.column.id);
          const direction = header.column.getIsSorted();
          const Icon = direction === false ? ChevronsUpDown : sortIcons[direction];
          const atEnd = column?.align === 'end';
          return (
            <th
              key={header.id}
              role="columnheader"
              scope="col"
              style={{ width: column?.width }}
              aria-sort={direction === false ? undefined : ariaSort[direction]}
              className={clsx(
                'h-9 px-3 text-small font-medium text-ink-soft',
                atEnd ? 'text-right' : 'text-left',
              )}
            >
              {header.column.getCanSort() ? (
                <button
                  type="button"
                  onClick={header.column.getToggleSortingHandler()}
                  className={clsx(
                    'group -mx-1 inline-flex max-w-full items-center gap-1 rounded px-1 py-1 hover:text-ink',
                    atEnd && 'flex-row-reverse',
                    direction !== false && 'text-ink',
                  )}
                >
                  <span className="truncate">{column?.header}</span>
                  <Icon
                    size={12}
                    aria-hidden
                    className={clsx(
                      'shrink-0',
                      direction === false &&
                        'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100',
                    )}
                  />
                </button>
              ) : (
                <span className="block truncate">{column?.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
