'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { publishedChoices, whenChoices } from './event-search-params';
import { useEventSearch } from './use-event-search';
import { useTypeWord } from './use-event-words';
import { ListFilters, type FilterGroup } from '@/components/frame/list-filters';
import { oneOf } from '@/components/frame/one-of';
import { useDb } from '@/components/frame/public-env';
import { eventTypesInUse } from '@/lib/queries/event';
import { organisationOptions } from '@/lib/queries/organisation';
import { eventTypes } from '@/lib/schemas/event';
import { syncStatuses } from '@/lib/schemas/sync';

const stateWords = { published: 'publishedOnes', drafts: 'drafts' } as const;

/** Search, the menu of filters, and a chip for each filter in force. */
export function EventFilters() {
  const t = useTranslations();
  const { search, change, clear } = useEventSearch();
  const typeWord = useTypeWord();
  const db = useDb();
  // Until the database has said which there are, or if it does not, the usual ones are offered.
  const { data: types = eventTypes } = useQuery(eventTypesInUse(db));
  const { data: organisations = [] } = useQuery(organisationOptions(db));
  const groups: FilterGroup[] = [
    {
      label: t('event.when'),
      ...oneOf(
        whenChoices,
        search.when,
        (value) => t(`event.${value}`),
        (when) => change({ when }),
      ),
    },
    {
      label: t('event.state'),
      ...oneOf(
        publishedChoices,
        search.state,
        (value) => t(`event.${stateWords[value]}`),
        (state) => change({ state }),
      ),
    },
    {
      label: t('event.column.sync'),
      options: syncStatuses.map((value) => ({ value, label: t(`sync.${value}`) })),
      chosen: search.sync,
      onChange: (chosen) => change({ sync: syncStatuses.filter((each) => chosen.includes(each)) }),
    },
    {
      label: t('event.column.organisation'),
      options: organisations.map(({ organisation_id, name }) => ({
        value: organisation_id,
        label: name,
      })),
      chosen: search.organisation,
      onChange: (organisation) => change({ organisation }),
    },
    {
      label: t('event.field.type'),
      options: [...new Set([...types, ...search.type])].map((type) => ({
        value: type,
        label: typeWord(type),
      })),
      chosen: search.type,
      onChange: (type) => change({ type }),
    },
  ];
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={groups.filter(({ options }) => options.length > 0)}
    />
  );
}
