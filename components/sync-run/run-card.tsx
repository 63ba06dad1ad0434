'use client';

import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RunEnded } from './run-ended';
import { meaningOf } from './run-figures';
import { RunPlanning, RunRunning } from './run-moving';
import { RunPlanned } from './run-planned';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { secondsBetween } from '@/components/sync/span';
import { useSpanWords } from '@/components/sync/use-span-words';
import { Badge } from '@/components/ui/badge';
import { paths } from '@/lib/paths';
import { isMoving } from '@/lib/queries/sync-run';
import type { RunState, SyncRun } from '@/lib/schemas/sync-run';

type RunCardProps = {
  run: SyncRun;
  /** On the run's own page its rows stand below, and the page's title is the card's. */
  isOwnPage?: boolean;
};

/** A run over the whole catalogue, wherever it stands. Its state is in the database: one may leave and come back. */
export function RunCard({ run, isOwnPage = false }: RunCardProps) {
  const t = useTranslations('syncRun');
  const icon = isMoving(run) ? (
    <RefreshCw size={12} aria-hidden className="shrink-0 animate-spin" />
  ) : undefined;
  return (
    <Section title={isOwnPage ? t('standing') : t('title')}>
      <div className="flex flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Badge meaning={meaningOf(run)} icon={icon}>
            {t(`state.${run.state}`)}
          </Badge>
          <RunTimes run={run} />
          {isOwnPage ? null : (
            <Link
              href={paths.syncRun(run.id)}
              className="ml-auto rounded text-accent-text underline-offset-2 hover:underline"
            >
              {t('seeRows')}
            </Link>
          )}
        </div>
        <RunBody run={run} />
        <Announcement state={run.state} />
      </div>
    </Section>
  );
}

function RunBody({ run }: { run: SyncRun }) {
  if (run.state === 'planning') return <RunPlanning run={run} />;
  if (run.state === 'planned') return <RunPlanned run={run} />;
  if (run.state === 'running') return <RunRunning run={run} />;
  return <RunEnded run={run} />;
}

function RunTimes({ run }: { run: SyncRun }) {
  const t = useTranslations('syncRun');
  const spanWords = useSpanWords();
  const { askedAt, startedAt, endedAt } = run;
  return (
    <span className="text-ink-soft">
      {endedAt === null ? t('asked') : t('ended')} <Ago at={endedAt ?? askedAt} />
      {endedAt === null || startedAt === null
        ? null
        : ` ${t('took', { time: spanWords(Math.max(1, secondsBetween(startedAt, endedAt))) })}`}
    </span>
  );
}

/** Tells a change of state to those who do not see it; the numbers in between would drown everything else. */
function Announcement({ state }: { state: RunState }) {
  const t = useTranslations('syncRun');
  const [first, setFirst] = useState<RunState | null>(state);
  if (first !== null && first !== state) setFirst(null);
  return (
    <span role="status" className="sr-only">
      {first === null ? t('becomes', { state: t(`state.${state}`) }) : ''}
    </span>
  );
}
