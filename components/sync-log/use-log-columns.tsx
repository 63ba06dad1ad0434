'use client';

import { useTranslations } from 'next-intl';
import { Ago } from '@/components/frame/ago';
import { RowName, useRowName } from '@/components/sync/row-name';
import { StripeObjectId, StripeRequestId } from '@/components/sync/stripe-ids';
import { Badge, type Meaning } from '@/components/ui/badge';
import type { TableColumn } from '@/components/ui/data-table-types';
import { Nothing } from '@/components/ui/nothing';
import type { logStatuses, SyncLogLine } from '@/lib/queries/sync-log';

const meanings = {
  success: 'fine',
  retry: 'attention',
  failed: 'failed',
  skipped: 'plain',
} as const satisfies Record<(typeof logStatuses)[number], Meaning>;

/** The columns of the log: which row, when, what was done, and what Stripe said. */
export function useLogColumns(): TableColumn<SyncLogLine>[] {
  const t = useTranslations();
  const nameOf = useRowName();
  return [
    {
      id: 'name',
      header: t('syncLog.column.name'),
      width: '11rem',
      isTitle: true,
      cell: (line) => <RowName kind={line.kind} name={nameOf(line)} />,
    },
    {
      id: 'created_at',
      header: t('syncLog.column.created_at'),
      width: '8.75rem',
      cell: (line) => <Ago at={line.created_at} />,
    },
    {
      id: 'action',
      header: t('syncLog.column.action'),
      width: '7.5rem',
      cell: (line) => t(`log.${line.action}`),
    },
    {
      id: 'status',
      header: t('syncLog.column.status'),
      width: '9.5rem',
      cell: (line) => <Badge meaning={meanings[line.status]}>{t(`log.${line.status}`)}</Badge>,
    },
    {
      id: 'words',
      header: t('syncLog.column.words'),
      width: '14rem',
      wraps: true,
      cell: (line) => <Words words={line.error_message} />,
    },
    {
      id: 'stripe',
      header: t('syncLog.column.stripe'),
      width: '11rem',
      wraps: true,
      cell: (line) => <Ids line={line} />,
    },
  ];
}

function Words({ words }: { words: string | null }) {
  return words === null ? (
    <Nothing />
  ) : (
    <p lang="en" className="text-small wrap-anywhere whitespace-normal text-ink-soft">
      {words}
    </p>
  );
}

function Ids({ line }: { line: SyncLogLine }) {
  const { stripe_object_id: object, request_id: request, connected_account_id: account } = line;
  if (object === null && request === null) return <Nothing />;
  return (
    <div className="flex flex-col items-start">
      {object === null ? null : <StripeObjectId id={object} account={account} />}
      {request === null ? null : <StripeRequestId id={request} account={account} />}
    </div>
  );
}
