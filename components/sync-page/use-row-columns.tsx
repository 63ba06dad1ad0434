'use client';

import { RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useMessages, useTranslations } from 'next-intl';
import { RowSyncBadge } from './row-sync-badge';
import { useRetryRow } from './use-retry';
import { Ago } from '@/components/frame/ago';
import { Countdown } from '@/components/sync/countdown';
import { fieldWord } from '@/components/sync/field-words';
import { RowName, useRowName } from '@/components/sync/row-name';
import { TroubleWords } from '@/components/sync/trouble-words';
import type { TableColumn } from '@/components/ui/data-table-types';
import { IconButton } from '@/components/ui/icon-button';
import { Nothing } from '@/components/ui/nothing';
import { Spinner } from '@/components/ui/spinner';
import { rowPage } from '@/lib/paths';
import type { SyncRow } from '@/lib/queries/sync';

type Column = TableColumn<SyncRow>;

/** The columns of the list: which row, where it stands, what happens next, and why. */
export function useRowColumns(): Column[] {
  const t = useTranslations('syncPage.column');
  const nameOf = useRowName();
  return [
    {
      id: 'name',
      header: t('name'),
      width: '10.5rem',
      isTitle: true,
      sortable: true,
      cell: (row) => <RowName kind={row.kind} name={nameOf(row)} isLeft={row.is_left} />,
    },
    {
      id: 'status',
      header: t('status'),
      width: '8.75rem',
      cell: (row) => <RowSyncBadge row={row} name={nameOf(row)} />,
    },
    {
      id: 'changed_at',
      header: t('changed_at'),
      width: '8.75rem',
      sortable: true,
      cell: (row) => (
        <Ago at={row.status === 'synced' ? (row.synced_at ?? row.changed_at) : row.changed_at} />
      ),
    },
    {
      id: 'next_attempt_at',
      header: t('next_attempt_at'),
      width: '8rem',
      sortable: true,
      cell: (row) => <Next row={row} />,
    },
    {
      id: 'reason',
      header: t('reason'),
      width: '17.5rem',
      wraps: true,
      cell: (row) => <Reason row={row} />,
    },
    {
      id: 'retry',
      header: t('retry'),
      width: '5.5rem',
      align: 'end',
      cell: (row) => <Retry row={row} name={nameOf(row)} />,
    },
  ];
}

function Next({ row }: { row: SyncRow }) {
  return (
    <span className="block whitespace-normal max-sm:text-right">
      <NextWords row={row} />
    </span>
  );
}

function NextWords({ row }: { row: SyncRow }) {
  const t = useTranslations('syncPage');
  if (row.status === 'failed') return <span className="text-ink-soft">{t('waitsForYou')}</span>;
  if (row.status === 'syncing') return t('rightNow');
  return row.next_attempt_at === null ? <Nothing /> : <Countdown at={row.next_attempt_at} />;
}

function Reason({ row }: { row: SyncRow }) {
  const t = useTranslations('sync');
  const messages = useMessages();
  const { error, kind, row_id: id } = row;
  if (error === null) return <Nothing />;
  const page = error.field === null ? undefined : rowPage(kind, id, error.field);
  return (
    <div className="flex flex-col items-start gap-1">
      <TroubleWords error={error} account={row.connected_account_id} />
      {page === undefined ? null : (
        <Link
          href={page}
          prefetch={false}
          className="rounded text-accent-text underline-offset-2 hover:underline"
        >
          {t('mend', { field: fieldWord(messages, kind, error.field ?? '') })}
        </Link>
      )}
    </div>
  );
}

function Retry({ row, name }: { row: SyncRow; name: string }) {
  const t = useTranslations('syncPage');
  const retry = useRetryRow(row, name);
  return (
    <IconButton
      label={t('retry', { name })}
      icon={retry.isPending ? <Spinner /> : <RotateCw size={16} aria-hidden />}
      aria-busy={retry.isPending || undefined}
      onClick={() => (retry.isPending ? undefined : retry.mutate())}
    />
  );
}
