'use client';

import { useTranslations } from 'next-intl';
import type { TableLabels } from '../ui/data-table-types';

/** The words of every table, in the reader's language. */
export function useTableLabels(): TableLabels {
  const t = useTranslations('table');
  return {
    loading: t('loading'),
    columns: t('columns'),
    sortBy: t('sortBy'),
    unsorted: t('unsorted'),
    ascending: (column) => t('ascending', { column }),
    descending: (column) => t('descending', { column }),
    selectAll: t('selectAll'),
    selectRow: (name) => t('selectRow', { name }),
    selected: (count) => t('selected', { count }),
    clearSelection: t('clearSelection'),
    previous: t('previous'),
    next: t('next'),
    range: (from, to, total) => t('range', { from, to, total }),
  };
}
