'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SpaceForm, type SpaceFormProps } from './space-form';
import { SpaceMissing } from './space-missing';
import { useSpaceCache } from './use-space-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useDb } from '@/components/frame/public-env';
import { Dialog } from '@/components/ui/dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { Problem } from '@/lib/errors';
import { spaces } from '@/lib/queries/space';

type SpaceOpenedProps = Omit<SpaceFormProps, 'space'> & { id: string };

/** A space by its id: shown at once where the list knows it, and corrected by the database a moment later. */
export function SpaceOpened({ id, ...form }: SpaceOpenedProps) {
  const t = useTranslations();
  const say = useIssueWords();
  const cache = useSpaceCache();
  const query = useQuery({ ...spaces.byId(useDb(), id), placeholderData: () => cache.find(id) });
  const [known, setKnown] = useState(query.data);
  if (query.data !== undefined && query.data !== known) setKnown(query.data);

  const isGone = query.error instanceof Problem && query.error.code === 'not_found';
  // Somebody who types in a space that was deleted meanwhile keeps what they typed, and hears of it when they save.
  if (known !== undefined && (!isGone || form.isDirty)) return <SpaceForm space={known} {...form} />;
  if (isGone) return <SpaceMissing reason="gone" id={id} onClose={form.onClose} />;
  return (
    <Dialog open wide onClose={form.onClose} title={t('space.loading')} closeLabel={t('form.close')}>
      {query.error === null ? (
        <LoadingFields />
      ) : (
        <ErrorState
          title={t('space.loadFailed')}
          detail={sayProblem(query.error, say)}
          retryLabel={t('common.retry')}
          onRetry={() => void query.refetch()}
          pending={query.isFetching}
        />
      )}
    </Dialog>
  );
}

const places = [0, 1, 2, 3, 4];

function LoadingFields() {
  return (
    <div aria-busy className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]">
      <div className="flex flex-col gap-5">
        {places.map((place) => (
          <div key={place} className="flex flex-col gap-1.5">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-9 w-full" />
          </div>
        ))}
      </div>
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
