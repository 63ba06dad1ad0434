'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Building2, CalendarDays, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { EventBulk } from './event-bulk';
import { EventFilters } from './event-filters';
import { hideableColumns, isFiltered, toFilters } from './event-search-params';
import { useEventColumns } from './use-event-columns';
import { useEventSearch } from './use-event-search';
import { ListTable } from '@/components/frame/list-table';
import { useDb } from '@/components/frame/public-env';
import { sortIn } from '@/components/frame/search-parsers';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { paths } from '@/lib/paths';
import { eventList, eventSorts } from '@/lib/queries/event';
import { organisationOptions } from '@/lib/queries/organisation';

/** The list of events. Whatever is sought, filtered, sorted or hidden stands in the address. */
export function EventTable() {
  const t = useTranslations('event');
  const router = useRouter();
  const { search, change, clear } = useEventSearch();
  const { sort, isDescending } = search.sort;
  const columns = useEventColumns(sort === 'start', (event, field) =>
    router.push(`${paths.event(event.event_id)}?field=${field}`),
  );
  const list = useQuery({ ...eventList(useDb(), toFilters(search)), placeholderData: keepPreviousData });
  return (
    <ListTable
      label={t('list')}
      list={list}
      columns={columns}
      rowId={(event) => event.event_id}
      rowName={(event) => event.title}
      hrefOf={(event) => paths.event(event.event_id)}
      search={search}
      hideable={hideableColumns}
      onChange={change}
      sort={{ column: sort, direction: isDescending ? 'desc' : 'asc' }}
      onSort={(next) => change({ sort: sortIn(eventSorts, next) })}
      toolbar={<EventFilters />}
      empty={<NoEvents />}
      isFiltered={isFiltered(search)}
      onClear={clear}
      failedTitle={t('listFailed')}
      bulk={(events, unselect) => <EventBulk events={events} clear={unselect} />}
    />
  );
}

/** What to do first: an event needs an organisation that sells it. */
function NoEvents() {
  const t = useTranslations('event');
  const { data: organisations } = useQuery(organisationOptions(useDb()));
  if (organisations?.length === 0) {
    return (
      <EmptyState
        title={t('firstOrganisationTitle')}
        hint={t('firstOrganisationHint')}
        icon={<Building2 size={20} aria-hidden />}
        action={
          <ButtonLink href={paths.newOrganisation} variant="primary" icon={<Plus size={14} aria-hidden />}>
            {t('newOrganisation')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <EmptyState
      title={t('emptyTitle')}
      hint={t('emptyHint')}
      icon={<CalendarDays size={20} aria-hidden />}
      action={
        <ButtonLink href={paths.newEvent} variant="primary" icon={<Plus size={14} aria-hidden />}>
          {t('new')}
        </ButtonLink>
      }
    />
  );
}
