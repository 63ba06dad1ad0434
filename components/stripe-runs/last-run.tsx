'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PartError } from './part-error';
import { doneWindows, meaningOf, partMeaningOf } from './stripe-run-looks';
import { useAccountName } from './use-account-name';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { secondsBetween } from '@/components/sync/span';
import { useSpanWords } from '@/components/sync/use-span-words';
import { RunNumbers } from '@/components/sync-run/run-numbers';
import { Badge } from '@/components/ui/badge';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { StripeRun, StripeRunPart, StripeRunState } from '@/lib/schemas/stripe-run';

/** The newest run: how far it has come in each account while it is open, and what came of it afterwards. */
export function LastRun({ run }: { run: StripeRun }) {
  const t = useTranslations('stripeRuns');
  const isOpen = run.state === 'running';
  const turning = <RefreshCw size={12} aria-hidden className="shrink-0 animate-spin" />;
  return (
    <Section title={isOpen ? t('openTitle') : t('lastTitle')}>
      <div className="flex flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Badge meaning={meaningOf(run)} icon={isOpen ? turning : undefined}>
            {t(`state.${run.state}`)}
          </Badge>
          <RunTimes run={run} />
        </div>
        <RunNumbers
          numbers={[
            { term: t('column.checked'), count: run.checked },
            { term: t('column.synced'), count: run.synced },
            { term: t('column.deleted'), count: run.deleted },
            { term: t('column.reads'), count: run.reads },
          ]}
        />
        <Announcement state={run.state} />
      </div>
      <ul aria-label={t('accounts')} className="divide-y border-t">
        {run.parts.map((part) => (
          <li key={part.account} className="p-4">
            <PartProgress part={part} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RunTimes({ run }: { run: StripeRun }) {
  const t = useTranslations('stripeRuns');
  const spanWords = useSpanWords();
  const { startedAt, endedAt, isFull, isAsked } = run;
  return (
    <span className="text-ink-soft">
      {isFull ? t('scope.full') : t('scope.daily')} · {isAsked ? t('byHand') : t('byClock')} ·{' '}
      {endedAt === null ? t('begun') : t('ended')} <Ago at={endedAt ?? startedAt} />
      {endedAt === null
        ? null
        : ` ${t('took', { time: spanWords(Math.max(1, secondsBetween(startedAt, endedAt))) })}`}
    </span>
  );
}

function PartProgress({ part }: { part: StripeRunPart }) {
  const t = useTranslations('stripeRuns');
  const nameOf = useAccountName();
  const name = nameOf(part.account);
  const done = doneWindows(part);
  const words = t('windows', { done, count: part.windows });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 font-medium wrap-anywhere" title={part.account}>
          {name}
        </h3>
        <Badge meaning={partMeaningOf(part)}>{t(`state.${part.state}`)}</Badge>
      </div>
      {part.state === 'running' ? (
        <ProgressBar
          label={t('progressOf', { name })}
          words={words}
          parts={[{ meaning: 'accent', value: done }]}
          max={part.windows}
        />
      ) : null}
      <p className="flex flex-wrap gap-x-4 text-ink-soft">
        <span>{words}</span>
        <span>{t('checked', { count: part.checked })}</span>
        <span>{t('synced', { count: part.synced })}</span>
        <span>{t('reads', { count: part.reads })}</span>
      </p>
      <PartError part={part} />
    </div>
  );
}

/** Tells a change of state to those who do not see it; the numbers in between would drown everything else. */
function Announcement({ state }: { state: StripeRunState }) {
  const t = useTranslations('stripeRuns');
  const [first, setFirst] = useState<StripeRunState | null>(state);
  if (first !== null && first !== state) setFirst(null);
  return (
    <span role="status" className="sr-only">
      {first === null ? t('becomes', { state: t(`state.${state}`) }) : ''}
    </span>
  );
}
