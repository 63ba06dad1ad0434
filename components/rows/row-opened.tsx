'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { useDb } from '../frame/public-env';
import { Dialog } from '../ui/dialog';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import type { NounScreen, ScreenRow } from './noun';
import { RowMissing } from './row-missing';
import { useRowCache } from './use-row-cache';
import { Problem } from '@/lib/errors';

type RowOpenedProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  id: string;
  isDirty: boolean;
  onClose: () => void;
  children: (row: Row) => ReactNode;
};

/** A row by its id: shown at once where the list knows it, and corrected by the database a moment later. */
export function RowOpened<Row extends ScreenRow, Input extends object>(props: RowOpenedProps<Row, Input>) {
  const { screen, id, isDirty, onClose, children } = props;
  const { noun, queries } = screen;
  const t = useTranslations(noun);
  const words = useTranslations();
  const say = useIssueWords();
  const cache = useRowCache<Row>(noun);
  const query = useQuery({ ...queries.byId(useDb(), id) });
  const shown = query.data ?? cache.find(id);
  const [known, setKnown] = useState(shown);
  if (shown !== undefined && shown !== known) setKnown(shown);

  const isGone = query.error instanceof Problem && query.error.code === 'not_found';
  // Somebody who types in a row that was deleted meanwhile keeps what they typed, and hears of it when they save.
  if (known !== undefined && (!isGone || isDirty)) return children(known);
  if (isGone) return <RowMissing noun={noun} reason="gone" id={id} onClose={onClose} />;
  return (
    <Dialog open wide onClose={onClose} title={t('loading')} closeLabel={words('form.close')}>
      {query.error === null ? (
        <LoadingFields />
      ) : (
        <ErrorState
          title={t('loadFailed')}
          detail={sayProblem(query.error, say)}
          retryLabel={words('common.retry')}
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
