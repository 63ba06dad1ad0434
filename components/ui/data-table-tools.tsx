'use client';

import type { RowData } from '@tanstack/react-table';
import { ArrowUpDown, Columns3 } from 'lucide-react';
import type { TableColumn, TableLabels, TableSort } from './data-table-types';
import { IconButton } from './icon-button';
import { Menu, MenuCheckItem, MenuChoice, MenuGroup } from './menu';
import type { TableModel } from './use-data-table';

type DataTableToolsProps<Item extends RowData> = {
  table: TableModel<Item>;
  columns: readonly TableColumn<Item>[];
  labels: TableLabels;
  sort: TableSort | null;
  onSort: (sort: TableSort | null) => void;
};

const nameOf = (sort: TableSort | null) => (sort === null ? '' : `${sort.column} ${sort.direction}`);

/** Which columns to show; and, where rows are cards and have no headers to press, the order. */
export function DataTableTools<Item extends RowData>({
  table,
  columns,
  labels,
  sort,
  onSort,
}: DataTableToolsProps<Item>) {
  const orders = columns
    .filter((column) => column.sortable === true)
    .flatMap(({ id, header }) => [
      { sort: { column: id, direction: 'asc' } as const, label: labels.ascending(header) },
      { sort: { column: id, direction: 'desc' } as const, label: labels.descending(header) },
    ]);
  const choices = [
    { value: '', label: labels.unsorted },
    ...orders.map((order) => ({ value: nameOf(order.sort), label: order.label })),
  ];
  return (
    <div className="ml-auto flex items-center gap-1">
      <div className={orders.length === 0 ? 'hidden' : 'sm:hidden'}>
        <Menu trigger={<IconButton label={labels.sortBy} icon={<ArrowUpDown size={16} aria-hidden />} />}>
          <MenuChoice
            label={labels.sortBy}
            value={nameOf(sort)}
            onChange={(value) => onSort(orders.find((order) => nameOf(order.sort) === value)?.sort ?? null)}
            options={choices}
          />
        </Menu>
      </div>
      <Menu trigger={<IconButton label={labels.columns} icon={<Columns3 size={16} aria-hidden />} />}>
        <MenuGroup label={labels.columns}>
          {table
            .getAllLeafColumns()
            .filter((column) => column.getCanHide())
            .map((column) => (
              <MenuCheckItem
                key={column.id}
                checked={column.getIsVisible()}
                onChange={(shown) => column.toggleVisibility(shown)}
              >
                {columns.find((each) => each.id === column.id)?.header}
              </MenuCheckItem>
            ))}
        </MenuGroup>
      </Menu>
    </div>
  );
}
