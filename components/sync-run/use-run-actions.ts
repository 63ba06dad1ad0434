'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import type { SyncStatusNumbers } from '@/lib/queries/sync';
import { planRun, startRun, stopRun } from '@/lib/queries/sync-run';
import type { SyncRun } from '@/lib/schemas/sync-run';

/** Shows an answer about a run at once, and asks again for everything that it may have moved. */
function useShowRun() {
  const client = useQueryClient();
  return (run: SyncRun) => {
    const isOpen = run.endedAt === null;
    client.setQueryData<SyncRun>(['sync', 'run', run.id], run);
    client.setQueryData<SyncStatusNumbers>(['sync', 'status'], (status) =>
      status === undefined ? undefined : { ...status, openRun: isOpen ? run.id : null },
    );
    void client.invalidateQueries({ queryKey: ['sync'] });
  };
}

/** Asks for a plan of the whole catalogue; the run that is open, where there is one. */
export function usePlanRun() {
  const show = useShowRun();
  const say = useIssueWords();
  return useMutation({
    mutationFn: planRun,
    onSuccess: show,
    onError: (error) => toast.failed(sayProblem(error, say)),
  });
}

/** What can be done with a run. A refusal, such as of a plan that has grown old, leads to another look at the run. */
export function useRunActions(run: SyncRun) {
  const t = useTranslations('syncRun');
  const client = useQueryClient();
  const show = useShowRun();
  const look = () => void client.invalidateQueries({ queryKey: ['sync', 'run', run.id] });
  const start = useMutation({ mutationFn: () => startRun(run.id), onSuccess: show, onError: look });
  const stop = useMutation({
    mutationFn: () => stopRun(run.id),
    onSuccess: (stopped) => {
      show(stopped);
      if (stopped.startedAt === null) toast.fine(t('discarded'));
    },
    onError: look,
  });
  return { start, stop };
}
