'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useCatalogueSearch } from './use-catalogue-search';
import { ListFilters } from '@/components/frame/list-filters';
import { useDb, usePublicEnv } from '@/components/frame/public-env';
import { TimeChoice, useTimeChips } from '@/components/frame/time-choice';
import { catalogueCounts } from '@/lib/queries/catalogue';
import { catalogueStates, NONE } from '@/lib/schemas/catalogue';

type Option = { value: string; label: string };

/** What can be chosen, and what the address has chosen already, though there is none of it now. */
const withChosen = (options: Option[], chosen: readonly string[]) => [
  ...options,
  ...chosen
    .filter((value) => !options.some((option) => option.value === value))
    .map((value) => ({ value, label: value })),
];

/** Search, the menu of filters, when it was made at Stripe, and a chip for each filter in force. */
export function CatalogueFilters() {
  const t = useTranslations('catalogue');
  const { search, change, clear } = useCatalogueSearch();
  const isLive = usePublicEnv().stripe.mode === 'live';
  const { data } = useQuery(catalogueCounts(useDb(), isLive));
  const timeChips = useTimeChips({ search, onChange: change });
  const projects = (data?.projects ?? []).map(({ project }) => ({
    value: project ?? NONE,
    label: project ?? t('noProject'),
  }));
  const types = (data?.types ?? []).map((type) => ({ value: type ?? NONE, label: type ?? t('noType') }));
  const accounts = (data?.accounts ?? []).map(({ account, seller }) => ({
    value: account,
    label: account === 'platform' ? t('platform') : (seller ?? account),
  }));
  const groups = [
    {
      label: t('column.state'),
      options: catalogueStates.map((value) => ({ value, label: t(`state.${value}`) })),
      chosen: search.state,
      onChange: (chosen: string[]) =>
        change({ state: catalogueStates.filter((each) => chosen.includes(each)) }),
    },
    {
      label: t('column.project'),
      options: withChosen(projects, search.project),
      chosen: search.project,
      onChange: (project: string[]) => change({ project }),
    },
    {
      label: t('type'),
      options: withChosen(types, search.type),
      chosen: search.type,
      onChange: (type: string[]) => change({ type }),
    },
    {
      label: t('column.account'),
      options: withChosen(accounts, search.account),
      chosen: search.account,
      onChange: (account: string[]) => change({ account }),
    },
  ];
  return (
    <ListFilters
      search={search.q}
      searchLabel={t('search')}
      onSearch={(q) => change({ q })}
      onClear={clear}
      chips={timeChips}
      groups={groups.filter(({ options }) => options.length > 0)}
    >
      <TimeChoice search={search} onChange={change} />
    </ListFilters>
  );
}
