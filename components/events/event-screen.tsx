'use client';

import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { EditorSkeleton } from './editor-skeleton';
import { EventEditor } from './event-editor';
import { SubEvents } from './sub-events';
import { useEventCache } from './use-event-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { NoticeText } from '@/components/frame/notice-text';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { ButtonLink } from '@/components/ui/button-link';
import { ErrorState } from '@/components/ui/error-state';
import { Problem } from '@/lib/errors';
import { isId, paths } from '@/lib/paths';
import { eventById } from '@/lib/queries/event';
import { toEventInput } from '@/lib/schemas/event';

/** An event by its id: shown at once where the list knows it, and corrected by the database a moment later. */
export function EventScreen({ id }: { id: string }) {
  const t = useTranslations();
  const say = useIssueWords();
  const cache = useEventCache();
  const [field] = useQueryState('field', parseAsString);
  const [isDirty, setDirty] = useState(false);
  const isThere = isId(id);
  const query = useQuery({
    ...eventById(useDb(), id),
    enabled: isThere,
    placeholderData: () => cache.find(id),
  });
  const [known, setKnown] = useState(query.data);
  if (query.data !== undefined && query.data !== known) setKnown(query.data);

  const isGone = !isThere || (query.error instanceof Problem && query.error.code === 'not_found');
  // Somebody who types in an event that was deleted meanwhile keeps what they typed, and hears of it when they save.
  if (known !== undefined && (!isGone || isDirty)) {
    return (
      <>
        <EventEditor
          event={known}
          draft={toEventInput(known)}
          focusField={field}
          isDirty={isDirty}
          onDirty={setDirty}
        />
        <div className="mt-10">
          <SubEvents event={known} />
        </div>
      </>
    );
  }
  if (isGone) {
    return (
      <NoticeText
        title={t('event.notThereTitle')}
        hint={t('event.notThereHint')}
        icon={<SearchX size={20} aria-hidden />}
      >
        <ButtonLink href={paths.events}>{t('event.back')}</ButtonLink>
      </NoticeText>
    );
  }
  if (query.error === null) return <EditorSkeleton />;
  return (
    <>
      <PageHeader title={t('event.title')} />
      <div className="rounded border bg-surface">
        <ErrorState
          title={t('event.loadFailed')}
          detail={sayProblem(query.error, say)}
          retryLabel={t('common.retry')}
          onRetry={() => void query.refetch()}
          pending={query.isFetching}
        />
      </div>
    </>
  );
}
