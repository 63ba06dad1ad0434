'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { NewOrganisationButton } from './new-organisation';
import { hideableColumns, isFiltered, toFilters } from './organisation-search-params';
import { useOrganisationColumns } from './use-organisation-columns';
import { useOrganisationSearch } from './use-organisation-search';
import { ListFilters } from '@/components/frame/list-filters';
import { ListTable } from '@/components/frame/list-table';
import { useDb } from '@/components/frame/public-env';
import { sortIn } from '@/components/frame/search-parsers';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { organisationList, organisationSorts } from '@/lib/queries/organisation';
import { accountStates } from '@/lib/schemas/organisation';

/** The list of organisations. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function OrganisationTable() {
  const t = useTranslations('organisation');
  const { search, change, clear } = useOrganisationSearch();
  const columns = useOrganisationColumns();
  const list = useQuery({
    ...organisationList(useDb(), toFilters(search)),
    placeholderData: keepPreviousData,
  });
  const { sort, isDescending } = search.sort;
  return (
    <ListTable
      label={t('list')}
      list={list}
      columns={columns}
      rowId={(organisation) => organisation.organisation_id}
      rowName={(organisation) => organisation.name}
      hrefOf={(organisation) => paths.organisation(organisation.organisation_id)}
      search={search}
      hideable={hideableColumns}
      onChange={change}
      sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
      onSort={(next) => change({ sort: sortIn(organisationSorts, next) })}
      toolbar={<OrganisationFilters />}
      empty={
        <EmptyState
          title={t('emptyTitle')}
          hint={t('emptyHint')}
          icon={<Building2 size={20} aria-hidden />}
          action={<NewOrganisationButton />}
        />
      }
      isFiltered={isFiltered(search)}
      onClear={clear}
      failedTitle={t('listFailed')}
    />
  );
}

function OrganisationFilters() {
  const t = useTranslations('organisation');
  const { search, change, clear } = useOrganisationSearch();
  return (
    <ListFilters
      search={search.q}
      onSearch={(q) => change({ q })}
      onClear={clear}
      groups={[
        {
          label: t('column.state'),
          options: accountStates.map((value) => ({ value, label: t(`state.${value}`) })),
          chosen: search.state,
          onChange: (chosen) => change({ state: accountStates.filter((each) => chosen.includes(each)) }),
        },
      ]}
    />
  );
}
