'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { EventStart } from './event-start';
import { EventSyncBadge } from './event-sync-badge';
import { PublishedMark } from './published-mark';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useDb } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { paths } from '@/lib/paths';
import { subEvents } from '@/lib/queries/event';
import type { EventRow } from '@/lib/schemas/event';

/** The events that stand under one, each with its own page. */
export function SubEvents({ event }: { event: EventRow }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(subEvents(useDb(), event.event_id));
  const add = (
    <ButtonLink
      href={paths.newSubEvent(event.event_id, event.organisation_id)}
      icon={<Plus size={14} aria-hidden />}
    >
      {t('event.newSub')}
    </ButtonLink>
  );
  return (
    <Section title={t('event.subs')}>
      {data === undefined ? (
        error === null ? (
          <div className="p-4">
            <Skeleton className="h-5 w-48" />
          </div>
        ) : (
          <ErrorState
            title={t('event.subsFailed')}
            detail={sayProblem(error, say)}
            retryLabel={t('common.retry')}
            onRetry={() => void refetch()}
            pending={isFetching}
          />
        )
      ) : data.length === 0 ? (
        <EmptyState title={t('event.subsNone')} hint={t('event.subsNoneHint')} action={add} />
      ) : (
        <>
          <ul className="divide-y">
            {data.map((sub) => (
              <SubEvent key={sub.event_id} event={sub} />
            ))}
          </ul>
          <div className="border-t p-3">{add}</div>
        </>
      )}
    </Section>
  );
}

function SubEvent({ event }: { event: EventRow }) {
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
      <span className="min-w-0 flex-1 max-sm:basis-full">
        <Link
          href={paths.event(event.event_id)}
          prefetch={false}
          className="block truncate rounded font-medium text-accent-text underline-offset-2 hover:underline"
        >
          {event.title}
        </Link>
      </span>
      <span className="sm:w-44 max-sm:[&_time]:text-left">
        <EventStart start={event.event_start} zone={event.time_zone} />
      </span>
      <span className="sm:w-24">
        <PublishedMark isPublished={event.is_published} />
      </span>
      <span className="ml-auto sm:w-28 sm:text-right">
        <EventSyncBadge event={event} />
      </span>
    </li>
  );
}
