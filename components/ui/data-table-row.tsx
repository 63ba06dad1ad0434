'use client';

import type { RowData } from '@tanstack/react-table';
import clsx from 'clsx';
import Link from 'next/link';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { Checkbox } from './checkbox';
import type { DataTableProps, TableColumn } from './data-table-types';
import { Skeleton } from './skeleton';
import type { TableModel, TableRow } from './use-data-table';

const rowClass =
  'border-b last:border-b-0 max-sm:relative max-sm:block max-sm:rounded max-sm:border max-sm:bg-surface max-sm:px-4 max-sm:py-3 max-sm:last:border-b';

const isElement = (target: EventTarget | null): target is Element => target instanceof Element;

/** Moves between rows as in a list, so that Tab leaves the table after one stop. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const row = event.currentTarget;
  const places: Record<string, Element | null | undefined> = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  };
  const target = places[event.key];
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  row.tabIndex = -1;
  target.tabIndex = 0;
  target.focus();
}

type DataTableRowProps<Item extends RowData> = Pick<
  DataTableProps<Item>,
  'columns' | 'labels' | 'rowName' | 'onOpen' | 'opens' | 'hrefOf' | 'hidden'
> & { row: TableRow<Item>; isFirst: boolean; canSelect: boolean };

export function DataTableRow<Item extends RowData>(props: DataTableRowProps<Item>) {
  const { row, isFirst, canSelect, columns, labels, rowName, onOpen, hrefOf, hidden } = props;
  const name = rowName(row.original);
  const isStill = props.opens?.(row.original) === false;
  const open = () => (isStill ? undefined : onOpen(row.original));

  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') open();
    else if (event.key === ' ' && canSelect) {
      event.preventDefault();
      row.toggleSelected();
    } else moveFocus(event);
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    // A press on a control, or the end of marking text, is not meant for the row.
    const isControl = isElement(event.target) && event.target.closest('a,button,input,label') !== null;
    if (
      !isControl &&
      event.currentTarget.contains(isElement(event.target) ? event.target : null) &&
      getSelection()?.type !== 'Range'
    )
      open();
  };
  const isSelected = row.getIsSelected();
  return (
    <tr
      role="row"
      tabIndex={isFirst ? 0 : -1}
      onKeyDown={press}
      onClick={click}
      className={clsx(
        rowClass,
        'transition-colors focus-visible:-outline-offset-2',
        !isStill && 'cursor-pointer',
        isSelected ? 'bg-accent-soft max-sm:bg-accent-soft' : 'hover:bg-canvas',
      )}
    >
      {canSelect ? (
        <td
          role="cell"
          className="h-11 w-10 pl-3 align-middle max-sm:absolute max-sm:top-0 max-sm:right-2 max-sm:grid max-sm:place-items-center max-sm:p-0"
        >
          <Checkbox
            tabIndex={-1}
            aria-label={labels.selectRow(name)}
            checked={isSelected}
            onChange={row.getToggleSelectedHandler()}
          />
        </td>
      ) : null}
      {columns
        .filter((column) => !hidden.includes(column.id))
        .map((column) => (
          <TableCell key={column.id} column={column} hasCorner={canSelect}>
            {column.isTitle === true ? (
              <RowTitle href={hrefOf?.(row.original)} onOpen={isStill ? null : open}>
                {column.cell(row.original)}
              </RowTitle>
            ) : (
              column.cell(row.original)
            )}
          </TableCell>
        ))}
    </tr>
  );
}

type RowTitleProps = { href: string | undefined; onOpen: (() => void) | null; children: ReactNode };

/** The name of a row, which opens it. A page of its own can also be opened beside this one, as links can. */
function RowTitle({ href, onOpen, children }: RowTitleProps) {
  const look = 'block max-w-full truncate text-left font-medium';
  if (href !== undefined) {
    return (
      <Link href={href} prefetch={false} tabIndex={-1} className={look}>
        {children}
      </Link>
    );
  }
  if (onOpen === null) return <span className={look}>{children}</span>;
  return (
    <button type="button" tabIndex={-1} onClick={onOpen} className={look}>
      {children}
    </button>
  );
}

type TableCellProps<Item extends RowData> = {
  column: TableColumn<Item>;
  hasCorner: boolean;
  children: ReactNode;
};

function TableCell<Item extends RowData>({ column, hasCorner, children }: TableCellProps<Item>) {
  const isTitle = column.isTitle === true;
  return (
    <td
      role="cell"
      className={clsx(
        'h-11 px-3 align-middle max-sm:flex max-sm:h-auto max-sm:min-h-8 max-sm:px-0 max-sm:has-[[data-nothing]]:hidden',
        column.wraps === true
          ? 'py-1.5 max-sm:flex-col max-sm:gap-0.5'
          : 'max-sm:items-center max-sm:justify-between max-sm:gap-4',
        column.align === 'end' && 'text-right',
        isTitle && 'max-sm:pb-2',
        isTitle && hasCorner && 'max-sm:pr-8',
      )}
    >
      {isTitle ? null : (
        <span aria-hidden className="shrink-0 text-ink-faint sm:hidden">
          {column.header}
        </span>
      )}
      <div className={clsx('min-w-0', column.wraps !== true && 'truncate')}>{children}</div>
    </td>
  );
}

type SkeletonRowProps<Item extends RowData> = {
  table: TableModel<Item>;
  columns: readonly TableColumn<Item>[];
  canSelect: boolean;
};

/** A row of the final height, for which no words have come yet. */
export function SkeletonRow<Item extends RowData>({ table, columns, canSelect }: SkeletonRowProps<Item>) {
  const shown = table.getVisibleLeafColumns().map((column) => column.id);
  return (
    <tr role="row" className={rowClass}>
      {canSelect ? <td role="cell" className="h-11 w-10 max-sm:hidden" /> : null}
      {columns
        .filter((column) => shown.includes(column.id))
        .map((column) => (
          <TableCell key={column.id} column={column} hasCorner={canSelect}>
            <Skeleton
              className={clsx(
                'h-4',
                column.isTitle === true ? 'w-40' : 'w-20',
                column.align === 'end' && 'ml-auto',
              )}
            />
          </TableCell>
        ))}
    </tr>
  );
}
