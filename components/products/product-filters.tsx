'use client';

import { useTranslations } from 'next-intl';
import { useProductSearch } from './use-product-search';
import { ListFilters } from '@/components/frame/list-filters';
import { oneOf } from '@/components/frame/one-of';
import { useSyncFilter } from '@/components/rows/use-sync-filter';
import { productStates } from '@/lib/queries/product';

/** Search, the menu of filters, and a chip for each filter in force. */
export function ProductFilters() {
  const t = useTranslations('product');
  const { search, change, clear } = useProductSearch();
  const syncFilter = useSyncFilter(search.sync, (sync) => change({ sync }));
  const stateFilter = {
    label: t('state'),
    ...oneOf(
      productStates,
      search.state,
      (value) => t(`states.${value}`),
      (state) => change({ state }),
    ),
  };
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[stateFilter, syncFilter]}
    />
  );
}
