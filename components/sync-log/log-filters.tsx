'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useLogSearch } from './use-log-search';
import { ListFilters } from '@/components/frame/list-filters';
import { useDb } from '@/components/frame/public-env';
import { TimeChoice, useTimeChips } from '@/components/frame/time-choice';
import { useKinds } from '@/components/sync/use-kinds';
import { logStatuses, syncRowName } from '@/lib/queries/sync-log';

export function LogFilters() {
  const t = useTranslations();
  const { search, change, clear } = useLogSearch();
  const kinds = useKinds(search.kind);
  const rowChips = useRowChips();
  const dateChips = useTimeChips({ search, onChange: change });
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      chips={[...rowChips, ...dateChips]}
      groups={[
        {
          label: t('syncLog.status'),
          options: logStatuses.map((value) => ({ value, label: t(`log.${value}`) })),
          chosen: search.status,
          onChange: (chosen) => change({ status: logStatuses.filter((each) => chosen.includes(each)) }),
        },
        {
          label: t('syncLog.kind'),
          options: kinds,
          chosen: search.kind,
          onChange: (kind) => change({ kind }),
        },
      ]}
    >
      <TimeChoice search={search} onChange={change} />
    </ListFilters>
  );
}

/** The row that the log is shown of, by its name where that is known. */
function useRowChips() {
  const t = useTranslations('syncLog');
  const db = useDb();
  const { search, change } = useLogSearch();
  const { data: name } = useQuery({ ...syncRowName(db, search.row ?? ''), enabled: search.row !== null });
  if (search.row === null) return [];
  return [{ label: t('row'), value: name ?? search.row, onRemove: () => change({ row: null }) }];
}
