'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { retryAll, retryRow, type SyncRow } from '@/lib/queries/sync';

/** Rows of every kind show their state, so everything that is on screen is asked for again. */
function useLookAgain() {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}

/** Asks for everything that was refused, or waits for its next try, to be tried now. */
export function useRetryAll() {
  const t = useTranslations('syncPage');
  const say = useIssueWords();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: retryAll,
    onSuccess: ({ retried }) => toast.fine(t('retriedAll', { count: retried })),
    onError: (error) => toast.failed(sayProblem(error, say)),
    onSettled: lookAgain,
  });
}

/** Asks for one row to be tried now. */
export function useRetryRow(row: SyncRow, name: string) {
  const t = useTranslations('syncPage');
  const say = useIssueWords();
  const lookAgain = useLookAgain();
  return useMutation({
    mutationFn: () => retryRow(row),
    onSuccess: () => toast.fine(t('retried', { name })),
    onError: (error) => toast.failed(sayProblem(error, say)),
    onSettled: lookAgain,
  });
}

/** Asks for the selected rows, one after the other, and tells honestly how it went. */
export function useRetryRows() {
  const t = useTranslations('syncPage');
  const say = useIssueWords();
  const lookAgain = useLookAgain();
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);
  const run = async (rows: readonly SyncRow[]): Promise<boolean> => {
    const reasons: string[] = [];
    for (const [place, row] of rows.entries()) {
      setProgress({ done: place, count: rows.length });
      try {
        await retryRow(row);
      } catch (error) {
        reasons.push(sayProblem(error, say));
      }
    }
    setProgress(null);
    lookAgain();
    const [reason] = reasons;
    if (reason === undefined) toast.fine(t('retriedAll', { count: rows.length }));
    else
      toast.failed(t('someFailed', { done: rows.length - reasons.length, failed: reasons.length, reason }));
    return reason === undefined;
  };
  return { run, progress };
}
