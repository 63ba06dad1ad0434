'use client';

import { useTranslations } from 'next-intl';
import { useRowSearch } from './use-row-search';
import { ListFilters } from '@/components/frame/list-filters';
import { useKinds } from '@/components/sync/use-kinds';
import { syncStatuses } from '@/lib/schemas/sync';

export function RowFilters() {
  const t = useTranslations();
  const { search, change, clear } = useRowSearch();
  const kinds = useKinds(search.kind);
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[
        {
          label: t('syncPage.status'),
          options: syncStatuses.map((value) => ({ value, label: t(`sync.${value}`) })),
          chosen: search.status,
          onChange: (chosen) => change({ status: syncStatuses.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('syncPage.kind'),
          options: kinds,
          chosen: search.kind,
          onChange: (kind) => change({ kind }),
        },
      ]}
    />
  );
}
