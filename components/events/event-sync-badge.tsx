'use client';

import { useTranslations } from 'next-intl';
import { useEventCache } from './use-event-cache';
import { useFieldWord } from './use-event-words';
import { usePerson } from '@/components/frame/person';
import { SyncBadge } from '@/components/sync/sync-badge';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';
import { syncEvent } from '@/lib/queries/event';
import type { EventRow } from '@/lib/schemas/event';

type EventSyncBadgeProps = { event: EventRow; isInList?: boolean; onMend?: (field: string) => void };

/** The sync badge of an event, with its own words, its own way to sync, and the way to its seller's account. */
export function EventSyncBadge({ event, isInList, onMend }: EventSyncBadgeProps) {
  const t = useTranslations('event');
  const cache = useEventCache();
  const fieldWord = useFieldWord(event.tickets);
  const { isAdmin } = usePerson();
  const syncNow = async () => {
    cache.putSync(event.event_id, await syncEvent(event.event_id));
    cache.refresh();
  };
  const waitsForAccount = event.sync?.status === 'skipped' && !event.account.maySell && isAdmin;
  return (
    <SyncBadge
      sync={event.sync}
      rowId={event.event_id}
      name={event.title}
      syncNow={syncNow}
      fieldWord={fieldWord}
      isInList={isInList}
      onMend={onMend}
      wayOut={
        waitsForAccount ? (
          <ButtonLink href={paths.organisation(event.organisation_id)}>{t('openOrganisation')}</ButtonLink>
        ) : undefined
      }
    />
  );
}
