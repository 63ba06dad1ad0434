'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMessages } from 'next-intl';
import { fieldWord } from '@/components/sync/field-words';
import { SyncBadge } from '@/components/sync/sync-badge';
import { rowPage } from '@/lib/paths';
import { retryRow, type SyncRow } from '@/lib/queries/sync';
import type { SyncState } from '@/lib/schemas/sync';

/** What the badge shows of a row; of its prices this list knows nothing. */
function stateOf(row: SyncRow): SyncState {
  return {
    status: row.status,
    stripeProductId: row.stripe_product_id,
    stripePriceId: null,
    connectedAccountId: row.connected_account_id,
    prices: [],
    since: row.status === 'synced' ? (row.synced_at ?? row.changed_at) : row.changed_at,
    attempts: row.attempts,
    lastAttemptAt: row.attempted_at,
    nextAttemptAt: row.next_attempt_at,
    error: row.error,
  };
}

/** The same badge as on the row's own screen. */
export function RowSyncBadge({ row, name }: { row: SyncRow; name: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const messages = useMessages();
  const syncNow = async () => {
    await retryRow(row);
    await client.invalidateQueries();
  };
  const mend = (field: string) => {
    const page = rowPage(row.kind, row.row_id, field);
    if (page !== undefined) router.push(page);
  };
  return (
    <SyncBadge
      sync={stateOf(row)}
      rowId={row.row_id}
      name={name}
      syncNow={syncNow}
      fieldWord={(field) => fieldWord(messages, row.kind, field)}
      onMend={mend}
      isInList
    />
  );
}
