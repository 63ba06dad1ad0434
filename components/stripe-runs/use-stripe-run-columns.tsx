'use client';

import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PartError } from './part-error';
import { failedParts, meaningOf } from './stripe-run-looks';
import { useAccountName } from './use-account-name';
import { Ago } from '@/components/frame/ago';
import { secondsBetween } from '@/components/sync/span';
import { useSpanWords } from '@/components/sync/use-span-words';
import { Badge } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { StripeRun } from '@/lib/schemas/stripe-run';

/** The columns of the list: when, how long, what was found and at what cost, and what went wrong. */
export function useStripeRunColumns(): TableColumn<StripeRun>[] {
  const t = useTranslations('stripeRuns');
  const format = useFormatter();
  const counts = (['checked', 'synced', 'deleted', 'reads'] as const).map((id): TableColumn<StripeRun> => ({
    id,
    header: t(`column.${id}`),
    width: '5.5rem',
    align: 'end',
    cell: (run) => format.number(run[id]),
  }));
  return [
    {
      id: 'startedAt',
      header: t('column.startedAt'),
      width: '7.25rem',
      isTitle: true,
      cell: ({ startedAt, isAsked }) => (
        <TwoLines top={<Ago at={startedAt} />} below={isAsked ? t('byHand') : t('byClock')} />
      ),
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '6.5rem',
      cell: (run) => <Badge meaning={meaningOf(run)}>{t(`state.${run.state}`)}</Badge>,
    },
    { id: 'endedAt', header: t('column.endedAt'), width: '7.25rem', cell: (run) => <Ended run={run} /> },
    {
      id: 'scope',
      header: t('column.scope'),
      width: '5.5rem',
      cell: ({ isFull }) => (isFull ? t('scope.full') : t('scope.daily')),
    },
    ...counts,
    {
      id: 'drifted',
      header: t('column.drifted'),
      width: '4.5rem',
      align: 'end',
      cell: ({ driftedAtEnd }) => (driftedAtEnd === null ? <Nothing /> : format.number(driftedAtEnd)),
    },
    {
      id: 'errors',
      header: t('column.errors'),
      width: '10.5rem',
      wraps: true,
      cell: (run) => <Errors run={run} />,
    },
  ];
}

function TwoLines({ top, below, isValue = false }: { top: ReactNode; below: string; isValue?: boolean }) {
  return (
    <span className={clsx('block min-w-0', isValue && 'max-sm:text-right')}>
      <span className="block truncate">{top}</span>
      <span className="block truncate text-small font-normal text-ink-faint">{below}</span>
    </span>
  );
}

function Ended({ run: { startedAt, endedAt } }: { run: StripeRun }) {
  const t = useTranslations('stripeRuns');
  const spanWords = useSpanWords();
  if (endedAt === null) return <Nothing />;
  const time = spanWords(Math.max(1, secondsBetween(startedAt, endedAt)));
  return <TwoLines top={<Ago at={endedAt} />} below={t('took', { time })} isValue />;
}

function Errors({ run }: { run: StripeRun }) {
  const nameOf = useAccountName();
  const failed = failedParts(run);
  if (failed.length === 0) return <Nothing />;
  return (
    <ul className="flex flex-col gap-2 whitespace-normal">
      {failed.map((part) => (
        <li key={part.account} className="text-small">
          <span className="block text-ink-soft wrap-anywhere">{nameOf(part.account)}</span>
          <PartError part={part} />
        </li>
      ))}
    </ul>
  );
}
