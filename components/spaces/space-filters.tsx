'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { activeChoices } from './space-search-params';
import { useSpaceSearch } from './use-space-search';
import { useTypeWord } from './use-space-words';
import { ListFilters } from '@/components/frame/list-filters';
import { oneOf } from '@/components/frame/one-of';
import { useDb } from '@/components/frame/public-env';
import { useSyncFilter } from '@/components/rows/use-sync-filter';
import { spaceTypesInUse } from '@/lib/queries/space';
import { spaceTypes } from '@/lib/schemas/space';

const stateWords = { active: 'stateActive', archived: 'stateArchived' } as const;

/** Search, the menu of filters, and a chip for each filter in force. */
export function SpaceFilters() {
  const t = useTranslations('space');
  const { search, change, clear } = useSpaceSearch();
  const typeWord = useTypeWord();
  const syncFilter = useSyncFilter(search.sync, (sync) => change({ sync }));
  // Until the database has said which types there are, or if it does not, the usual ones are offered.
  const { data: types = spaceTypes } = useQuery(spaceTypesInUse(useDb()));
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[
        {
          label: t('state'),
          ...oneOf(
            activeChoices,
            search.state,
            (value) => t(stateWords[value]),
            (state) => change({ state }),
          ),
        },
        syncFilter,
        {
          label: t('type'),
          options: [...new Set([...types, ...search.type])].map((type) => ({
            value: type,
            label: typeWord(type),
          })),
          chosen: search.type,
          onChange: (type) => change({ type }),
        },
      ]}
    />
  );
}
