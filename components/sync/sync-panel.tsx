'use client';

import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Countdown } from './countdown';
import { StripeObjects } from './stripe-objects';
import { SyncTrouble } from './sync-trouble';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Ago } from '@/components/frame/ago';
import { usePerson } from '@/components/frame/person';
import { Button } from '@/components/ui/button';
import { DefinitionList } from '@/components/ui/definition-list';
import { paths } from '@/lib/paths';
import type { SyncState } from '@/lib/schemas/sync';

export type SyncPanelProps = {
  sync: SyncState;
  rowId: string;
  /** The row's name. */
  name: string;
  /** Asks for the row to be synced, and hands the new state to whoever shows it. */
  syncNow: () => Promise<unknown>;
  /** The word for a form's field, and the way to it; nothing where the form is open already. */
  fieldWord: (field: string) => string;
  onMend?: (field: string) => void;
  /** Where what is lacking can be had, when that is not on the row's own form. */
  wayOut?: ReactNode;
};

/** State, since when, what happens next and when, the last try, Stripe's own objects, and the way to try now. */
export function SyncPanel({ sync, rowId, syncNow, fieldWord, onMend, wayOut }: SyncPanelProps) {
  const t = useTranslations('sync');
  const say = useIssueWords();
  const ask = useMutation({ mutationFn: syncNow });
  const { isAdmin } = usePerson();
  const { status, error, connectedAccountId, nextAttemptAt, lastAttemptAt, attempts } = sync;
  const times = [
    { term: t('since'), value: <Ago at={sync.since} /> },
    ...(nextAttemptAt === null || status === 'syncing'
      ? []
      : [{ term: t('next'), value: <Countdown at={nextAttemptAt} /> }]),
    { term: t('lastAttempt'), value: lastAttemptAt === null ? t('never') : <Ago at={lastAttemptAt} /> },
    ...(attempts > 0 ? [{ term: t('tries'), value: String(attempts) }] : []),
  ];
  return (
    <div className="flex flex-col gap-4 text-body">
      <p className="text-ink-soft">{t(`sentence.${status}`)}</p>
      {error === null ? null : (
        <SyncTrouble error={error} account={connectedAccountId} fieldWord={fieldWord} onMend={onMend} />
      )}
      {wayOut}
      <DefinitionList items={times} />
      <div className="border-t pt-4">
        <StripeObjects sync={sync} />
      </div>
      {ask.error === null ? null : (
        <p role="alert" className="text-failed">
          {sayProblem(ask.error, say)}
        </p>
      )}
      <Button
        icon={<RefreshCw size={14} aria-hidden />}
        pending={ask.isPending || status === 'syncing'}
        onClick={() => ask.mutate()}
      >
        {t('now')}
      </Button>
      {isAdmin ? (
        <Link
          href={paths.syncLogOf(rowId)}
          prefetch={false}
          className="self-center rounded text-accent-text underline-offset-2 hover:underline"
        >
          {t('allAttempts')}
        </Link>
      ) : null}
    </div>
  );
}
