'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { progressOf } from './run-figures';
import { RunNumbers } from './run-numbers';
import { useRunActions } from './use-run-actions';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useSpanWords } from '@/components/sync/use-span-words';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { SyncRun } from '@/lib/schemas/sync-run';

/** Stripe is being read, row by row. Putting it aside costs nothing, so nobody is asked whether they are sure. */
export function RunPlanning({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const { stop } = useRunActions(run);
  // Rows that nobody had marked are found on the way, so there may be more in the end.
  const rows = Math.max(run.rows, run.planned);
  const words = t('planned', { planned: run.planned, rows, reads: run.reads });
  return (
    <>
      <p className="text-ink-soft">{t('planning')}</p>
      <div className="flex flex-col gap-2">
        <ProgressBar
          label={t('planProgress')}
          words={words}
          parts={[{ meaning: 'accent', value: run.planned }]}
          max={rows}
        />
        <p>{words}</p>
      </div>
      <div>
        <Button pending={stop.isPending} onClick={() => stop.mutate()}>
          {t('discard')}
        </Button>
      </div>
    </>
  );
}

/** The rows on their way, in a bar and in numbers, and the way to stop. */
export function RunRunning({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const spanWords = useSpanWords();
  const { done, rows } = progressOf(run);
  const { synced, refused, retrying, left } = run.outcome;
  const words = t('ofRows', { done, rows });
  const rest =
    left === 0 && retrying > 0
      ? t('retryingOnly')
      : run.secondsLeft > 0
        ? t('left', { time: spanWords(run.secondsLeft) })
        : t('finishing');
  return (
    <>
      <div className="flex flex-col gap-2">
        <ProgressBar
          label={t('progress')}
          words={words}
          parts={[
            { meaning: 'fine', value: synced },
            { meaning: 'failed', value: refused },
          ]}
          max={rows}
        />
        <p className="flex flex-wrap justify-between gap-x-4">
          <span>{words}</span>
          <span className="text-ink-soft">{rest}</span>
        </p>
      </div>
      <RunNumbers
        numbers={[
          { term: t('count.synced'), count: synced, meaning: 'fine' },
          { term: t('count.refused'), count: refused, meaning: 'failed' },
          { term: t('count.retrying'), count: retrying, meaning: 'attention' },
          { term: t('count.left'), count: left, meaning: 'waiting' },
        ]}
      />
      <StopRun run={run} />
    </>
  );
}

function StopRun({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const say = useIssueWords();
  const { stop } = useRunActions(run);
  const [asking, setAsking] = useState(false);
  const confirm = () => stop.mutate(undefined, { onSuccess: () => setAsking(false) });
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{t('stop')}</Button>
      <ConfirmDialog
        open={asking}
        title={t('stopTitle')}
        confirmLabel={t('stopConfirm')}
        cancelLabel={t('cancel')}
        tone="danger"
        pending={stop.isPending}
        error={stop.error === null ? null : sayProblem(stop.error, say)}
        onConfirm={confirm}
        onCancel={() => setAsking(false)}
      >
        {t('stopText', { count: run.outcome.left })}
      </ConfirmDialog>
    </div>
  );
}
