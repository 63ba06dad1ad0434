'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { EventName } from './event-name';
import { EventPrices } from './event-prices';
import { EventStart } from './event-start';
import { EventSyncBadge } from './event-sync-badge';
import { PublishedMark } from './published-mark';
import { Ago } from '@/components/frame/ago';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { EventRow } from '@/lib/schemas/event';

type Column = TableColumn<EventRow>;

/**
 * The columns of the list: what it is and whose, when, what it costs, and whether Stripe agrees.
 * @param isByFamily whether each sub-event stands under its parent.
 */
export function useEventColumns(
  isByFamily: boolean,
  onMend: (event: EventRow, field: string) => void,
): Column[] {
  const t = useTranslations('event');
  const format = useFormatter();
  const organisation = (event: EventRow) => (
    <span title={event.organisation_name} className="block truncate">
      {event.organisation_name}
    </span>
  );
  return [
    {
      id: 'title',
      header: t('column.title'),
      width: '14rem',
      isTitle: true,
      sortable: true,
      cell: (event) => <EventName event={event} isIndented={isByFamily && event.parent_event_id !== null} />,
    },
    { id: 'organisation', header: t('column.organisation'), width: '7.5rem', cell: organisation },
    {
      id: 'start',
      header: t('column.start'),
      width: '9.5rem',
      sortable: true,
      cell: (event) => <EventStart start={event.event_start} zone={event.time_zone} />,
    },
    {
      id: 'tickets',
      header: t('column.tickets'),
      width: '8.5rem',
      cell: (event) => <EventPrices tickets={event.tickets} />,
    },
    {
      id: 'capacity',
      header: t('column.capacity'),
      width: '4.5rem',
      align: 'end',
      cell: ({ capacity }) => (capacity === null ? <Nothing /> : format.number(capacity)),
    },
    {
      id: 'published',
      header: t('column.published'),
      width: '6.5rem',
      cell: (event) => <PublishedMark isPublished={event.is_published} />,
    },
    {
      id: 'sync',
      header: t('column.sync'),
      width: '8.25rem',
      cell: (event) => <EventSyncBadge event={event} isInList onMend={(field) => onMend(event, field)} />,
    },
    {
      id: 'updated_at',
      header: t('column.updated_at'),
      width: '8.25rem',
      sortable: true,
      cell: (event) => <Ago at={event.updated_at} />,
    },
  ];
}
