'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EventActions } from './event-actions';
import { EventSyncBadge } from './event-sync-badge';
import { PublishedMark } from './published-mark';
import { paths } from '@/lib/paths';
import type { EventRow } from '@/lib/schemas/event';

type EventHeaderProps = { event: EventRow | null; onMend: (field: string) => void };

/** What the editor is about, where it stands, and what else can be done with it. */
export function EventHeader({ event, onMend }: EventHeaderProps) {
  const t = useTranslations('event');
  const link = 'rounded text-accent-text underline-offset-2 hover:underline';
  return (
    <div className="mb-5 flex flex-col gap-2">
      <p className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <Link href={paths.events} className={`inline-flex items-center gap-1 ${link}`}>
          <ArrowLeft size={12} aria-hidden />
          {t('back')}
        </Link>
        {event === null || event.parent_event_id === null ? null : (
          <Link href={paths.event(event.parent_event_id)} className={`min-w-0 truncate ${link}`}>
            {t('subOf', { title: event.parent_title ?? '' })}
          </Link>
        )}
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-col gap-2">
          <h1 className="text-title font-semibold tracking-tight wrap-anywhere">
            {event?.title ?? t('newTitle')}
          </h1>
          {event === null ? null : (
            <div className="flex flex-wrap items-center gap-3">
              <EventSyncBadge event={event} onMend={onMend} />
              <span className="text-ink-soft">
                <PublishedMark isPublished={event.is_published} />
              </span>
              <span className="min-w-0 truncate text-ink-soft">{event.organisation_name}</span>
            </div>
          )}
        </div>
        {event === null ? null : (
          <div className="flex items-center gap-2">
            <EventActions event={event} />
          </div>
        )}
      </div>
    </div>
  );
}
