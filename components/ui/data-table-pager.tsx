'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { TableLabels, TableSizes } from './data-table-types';
import { IconButton } from './icon-button';
import { Select } from './select';
import { Skeleton } from './skeleton';

type DataTablePagerProps = {
  labels: TableLabels;
  page: number;
  pageSize: number;
  total: number;
  /** How many rows stand on this page; undefined while they are on their way. */
  shown: number | undefined;
  onPage: (page: number) => void;
  sizes?: TableSizes | undefined;
};

export function DataTablePager(props: DataTablePagerProps) {
  const { labels, page, pageSize, total, shown, onPage, sizes } = props;
  const from = (page - 1) * pageSize + 1;
  const last = Math.max(1, Math.ceil(total / pageSize));
  return (
    <div className="flex min-h-8 items-center justify-end gap-2 text-ink-soft">
      {sizes === undefined ? null : (
        <Select
          label={sizes.label}
          value={String(pageSize)}
          onChange={(size) => sizes.onSize(Number(size))}
          options={sizes.choices.map(({ size, word }) => ({ value: String(size), label: word }))}
          className="mr-auto max-w-36"
        />
      )}
      {shown === undefined ? (
        <Skeleton className="h-4 w-24" />
      ) : (
        <span>{labels.range(from, from + shown - 1, total)}</span>
      )}
      <IconButton
        label={labels.previous}
        icon={<ChevronLeft size={16} aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <IconButton
        label={labels.next}
        icon={<ChevronRight size={16} aria-hidden />}
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      />
    </div>
  );
}
