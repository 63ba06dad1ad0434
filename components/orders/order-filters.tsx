'use client';

import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { orderKinds } from './order-search-params';
import { useOrderSearch } from './use-order-search';
import { ListFilters, type FilterGroup } from '@/components/frame/list-filters';
import { usePerson } from '@/components/frame/person';
import { useDb } from '@/components/frame/public-env';
import { TimeChoice, useTimeChips } from '@/components/frame/time-choice';
import { useKindWord } from '@/components/frame/use-kind-word';
import { Button } from '@/components/ui/button';
import { organisationOptions } from '@/lib/queries/organisation';
import { orderStatuses } from '@/lib/schemas/shop';

/** Search, what needs a person, the menu of filters, and a chip for each filter in force. */
export function OrderFilters() {
  const t = useTranslations('orders');
  const { search, change, clear } = useOrderSearch();
  const { isAdmin } = usePerson();
  const wordOf = useKindWord();
  const { data: organisations = [] } = useQuery(organisationOptions(useDb()));
  const timeChips = useTimeChips({ search, onChange: change });
  const sellers = [
    ...(isAdmin ? [{ value: 'platform', label: t('ownShop') }] : []),
    ...organisations.map(({ organisation_id, name }) => ({ value: organisation_id, label: name })),
  ];
  const groups: FilterGroup[] = [
    {
      label: t('column.status'),
      options: orderStatuses.map((value) => ({ value, label: t(`standing.${value}`) })),
      chosen: search.status,
      onChange: (chosen) => change({ status: orderStatuses.filter((each) => chosen.includes(each)) }),
    },
    {
      label: t('kind'),
      options: orderKinds.map((value) => ({ value, label: wordOf(value) })),
      chosen: search.kind,
      onChange: (chosen) => change({ kind: orderKinds.filter((each) => chosen.includes(each)) }),
    },
    {
      label: t('column.seller'),
      options: sellers,
      chosen: search.seller,
      onChange: (seller) => change({ seller }),
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
      <Button
        aria-pressed={search.needs}
        icon={<CircleAlert size={14} aria-hidden />}
        onClick={() => change({ needs: !search.needs })}
        className="aria-pressed:border-transparent aria-pressed:bg-attention-soft aria-pressed:text-attention"
      >
        {t('needsAttention')}
      </Button>
    </ListFilters>
  );
}
