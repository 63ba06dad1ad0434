'use client';

import { useTranslations } from 'next-intl';
import { isDiscarded } from './run-figures';
import { RunNumbers } from './run-numbers';
import { PlanAnew } from './run-planned';
import { TroubleWords } from '@/components/sync/trouble-words';
import type { SyncRun } from '@/lib/schemas/sync-run';

/** What came of a run. */
export function RunEnded({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const { state, outcome, error } = run;
  if (state === 'failed') {
    return (
      <>
        <p className="text-ink-soft">{t('failedText')}</p>
        {error === null ? null : (
          <div className="rounded border p-3">
            <TroubleWords error={{ ...error, field: null, requestId: null }} account={null} />
          </div>
        )}
        <div>
          <PlanAnew />
        </div>
      </>
    );
  }
  if (isDiscarded(run)) return <p className="text-ink-soft">{t('discarded')}</p>;
  return (
    <>
      {state === 'stopped' ? <p className="text-ink-soft">{t('stoppedText')}</p> : null}
      <RunNumbers
        numbers={[
          { term: t('count.synced'), count: outcome.synced, meaning: 'fine' },
          { term: t('count.refused'), count: outcome.refused, meaning: 'failed' },
          ...(outcome.retrying > 0
            ? [{ term: t('count.retrying'), count: outcome.retrying, meaning: 'attention' as const }]
            : []),
          ...(state === 'stopped' ? [{ term: t('count.stopped'), count: outcome.stopped }] : []),
          { term: t('deed.nothing'), count: run.plan.nothing },
        ]}
      />
      {outcome.retrying > 0 ? <p className="text-ink-soft">{t('retryingLater')}</p> : null}
    </>
  );
}
