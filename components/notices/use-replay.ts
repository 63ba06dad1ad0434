'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { replayFailed, replayNotice } from '@/lib/queries/notice';

/** What both ways of replaying have in common: a refusal is told, and everything on screen is asked for again. */
function useTelling() {
  const say = useIssueWords();
  const client = useQueryClient();
  return {
    onError: (error: Error) => void toast.failed(sayProblem(error, say)),
    onSettled: () => void client.invalidateQueries(),
  };
}

/** Acts on one notice again. */
export function useReplay(id: string) {
  const t = useTranslations('notices');
  const telling = useTelling();
  return useMutation({
    mutationFn: () => replayNotice(id),
    onSuccess: () => void toast.fine(t('replayed')),
    ...telling,
  });
}

/** Acts again on every notice that was given up. */
export function useReplayFailed() {
  const t = useTranslations('notices');
  const telling = useTelling();
  return useMutation({
    mutationFn: replayFailed,
    onSuccess: ({ replayed }) => void toast.fine(t('replayedAll', { count: replayed })),
    ...telling,
  });
}
