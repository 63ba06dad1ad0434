import type { RowData } from '@tanstack/react-table';
import type { ReactNode } from 'react';

export type TableColumn<Item extends RowData> = {
  /** Stands in the address when sorted by or hidden. */
  id: string;
  header: string;
  cell: (item: Item) => ReactNode;
  align?: 'start' | 'end';
  sortable?: boolean;
  /** A CSS width; columns without one share what is left. */
  width?: string;
  /** Holds sentences, which break into lines instead of being cut off. */
  wraps?: boolean;
  /** The column that names the row: it opens the row and is never hidden. One per table. */
  isTitle?: boolean;
};

export type TableSort = { column: string; direction: 'asc' | 'desc' };

export type TableLabels = {
  loading: string;
  columns: string;
  sortBy: string;
  unsorted: string;
  ascending: (column: string) => string;
  descending: (column: string) => string;
  selectAll: string;
  selectRow: (name: string) => string;
  selected: (count: number) => string;
  clearSelection: string;
  previous: string;
  next: string;
  range: (from: number, to: number, total: number) => string;
};

export type TableSizes = {
  label: string;
  choices: readonly { size: number; word: string }[];
  onSize: (size: number) => void;
};

export type DataTableProps<Item extends RowData> = {
  /** What the rows are, for screen readers. */
  label: string;
  labels: TableLabels;
  columns: readonly TableColumn<Item>[];
  rowId: (item: Item) => string;
  rowName: (item: Item) => string;
  onOpen: (item: Item) => void;
  /** Whether a row leads anywhere; without it, every row does. */
  opens?: (item: Item) => boolean;
  /** Where a row leads when it has a page of its own: its name is a link then. */
  hrefOf?: (item: Item) => string | undefined;

  /** One page of rows as the server ordered them; undefined while they are on their way. */
  rows: readonly Item[] | undefined;
  total: number;
  page: number;
  pageSize: number;
  onPage: (page: number) => void;
  /** How many rows a page may hold, for the person to choose from; without it, `pageSize` is not theirs to change. */
  sizes?: TableSizes;
  sort: TableSort | null;
  onSort: (sort: TableSort | null) => void;
  hidden: readonly string[];
  onHidden: (columns: string[]) => void;
  /** Other rows are being fetched while these are still shown. */
  refreshing: boolean;

  /** Search and filter chips. */
  toolbar: ReactNode;
  /** Shown when there is nothing at all: what to do first. */
  empty: ReactNode;
  /** Shown when search and filters leave nothing: offers to clear them. */
  nothingMatches: ReactNode;
  isFiltered: boolean;
  /** Shown instead of the rows when they could not be loaded; null while all is well. */
  error: ReactNode | null;
  /** What can be done with the selected rows; without it rows cannot be selected. */
  bulk?: (items: Item[], clear: () => void) => ReactNode;
};
