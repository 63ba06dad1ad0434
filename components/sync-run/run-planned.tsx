'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { hasWork } from './run-figures';
import { RunNumbers } from './run-numbers';
import { usePlanRun, useRunActions } from './use-run-actions';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { useSpanWords } from '@/components/sync/use-span-words';
import { MeaningIcon } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { paths } from '@/lib/paths';
import { runDeeds, type SyncRun } from '@/lib/schemas/sync-run';

/** The plan, before anything is written: what Stripe would get, how many calls, how long; then start it or put it aside. */
export function RunPlanned({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const say = useIssueWords();
  const spanWords = useSpanWords();
  const { start, stop } = useRunActions(run);
  const { plan, isStale, secondsLeft } = run;
  const isWorth = hasWork(run);
  return (
    <>
      {isWorth || plan.refused > 0 ? null : <NothingToDo run={run} />}
      <RunNumbers numbers={runDeeds.map((deed) => ({ term: t(`deed.${deed}`), count: plan[deed] }))} />
      {isWorth && !isStale ? (
        <p className="text-ink-soft">
          {t('calls', { writes: plan.writes, time: spanWords(Math.max(1, secondsLeft)) })}
        </p>
      ) : null}
      {plan.refused > 0 ? (
        <p className="flex items-start gap-1.5 text-attention">
          <span className="mt-0.5">
            <MeaningIcon meaning="attention" />
          </span>
          <Link
            href={`${paths.syncRun(run.id)}?deed=refused`}
            className="rounded underline underline-offset-2"
          >
            {t('forbidden', { count: plan.refused })}
          </Link>
        </p>
      ) : null}
      {isStale ? <Stale /> : null}
      {start.error === null || isStale ? null : (
        <p role="alert" className="text-failed">
          {sayProblem(start.error, say)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {isStale ? (
          <PlanAnew />
        ) : isWorth ? (
          <Button
            variant="primary"
            icon={<Play size={14} aria-hidden />}
            pending={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('start')}
          </Button>
        ) : null}
        <Button pending={stop.isPending} onClick={() => stop.mutate()}>
          {isWorth ? t('discard') : t('close')}
        </Button>
      </div>
    </>
  );
}

function NothingToDo({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  return (
    <div className="flex items-start gap-3">
      <span className="mt-0.5 text-fine">
        <MeaningIcon meaning="fine" size={16} />
      </span>
      <p>
        <span className="block font-medium">{t('nothingTitle')}</span>
        <span className="text-ink-soft">{t('nothingHint', { rows: run.planned })}</span>
      </p>
    </div>
  );
}

function Stale() {
  const t = useTranslations('syncRun');
  return (
    <p role="status" className="flex items-start gap-1.5 text-attention">
      <span className="mt-0.5">
        <MeaningIcon meaning="attention" />
      </span>
      {t('stale')}
    </p>
  );
}

/** Makes a plan of today; the one that has grown old is put aside by that. */
export function PlanAnew() {
  const t = useTranslations('syncRun');
  const anew = usePlanRun();
  return (
    <Button variant="primary" pending={anew.isPending} onClick={() => anew.mutate()}>
      {t('planAnew')}
    </Button>
  );
}
