import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { syncError, syncStatuses } from '../schemas/sync';
import { send } from '../send';
import { time } from '../time';
import { pattern } from './behind';

const overview = z.object({
  behind: z.number(),
  refused: z.number(),
  retrying: z.number(),
  synced: z.number(),
  needs: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string().nullable(),
      status: z.enum(syncStatuses),
      since: time,
      error: syncError.nullable(),
    }),
  ),
  recent: z.array(
    z.object({
      id: z.string(),
      entity_type: z.string(),
      entity_id: z.string(),
      name: z.string().nullable(),
      action: z.string(),
      status: z.string(),
      error_message: z.string().nullable(),
      created_at: time,
    }),
  ),
});
export type SyncOverview = z.infer<typeof overview>;

/** What the overview shows of the sync: what needs a person first. Asked again only while something is behind. */
export function syncOverview(db: Db) {
  return queryOptions({
    queryKey: ['sync', 'overview'],
    queryFn: async () => {
      const { data, error } = await db.rpc('sync_overview');
      if (error) throw problemOf(error);
      return overview.parse(data);
    },
    refetchInterval: ({ state }) => ((state.data?.behind ?? 0) > 0 ? 2000 : false),
  });
}

const count = z.coerce.number();

const status = z.object({
  synced: count,
  pending: count,
  syncing: count,
  retrying: count,
  refused: count,
  /** Rows whose seller's account may not sell yet. */
  skipped: count,
  /** The database's time, which the lag is counted by. */
  now: time,
  /** Since when the oldest change waits; nothing when nothing is behind. */
  behindSince: time.nullable(),
  lastSyncAt: time.nullable(),
  /** The run over the whole catalogue that is open. */
  openRun: z.guid().nullable(),
  hours: z.array(z.object({ hour: time, success: count, retry: count, failed: count })),
  health: z.array(
    z.object({
      entity_type: z.string(),
      success_24h: count,
      failed_24h: count,
      retried_24h: count,
      last_sync: time.nullable(),
    }),
  ),
  accounts: z.array(
    z.object({
      /** `platform`, or the id of a connected account. */
      account: z.string(),
      mode: z.enum(['test', 'live']),
      callsPerSecond: count,
      endpointCallsPerSecond: count,
      /** The share of the limit that is used by now, under 1 after Stripe has complained. */
      share: count,
      limitedAt: time.nullable(),
      limitedReason: z.string().nullable(),
      readsPerMonth: count,
      /** The first day of the month that the reads are counted for. */
      month: z.string(),
      reads: count,
      calls: count,
      behind: count,
    }),
  ),
});
export type SyncStatusNumbers = z.infer<typeof status>;

/** The sync in numbers. Asked every two seconds while something is behind, else every half minute. */
export function syncStatus(db: Db) {
  return queryOptions({
    queryKey: ['sync', 'status'],
    queryFn: async () => {
      const { data, error } = await db.rpc('sync_status');
      if (error) throw problemOf(error);
      return status.parse(data);
    },
    refetchInterval: ({ state }) => {
      const { pending = 0, syncing = 0, retrying = 0, openRun = null } = state.data ?? {};
      return pending + syncing + retrying > 0 || openRun !== null ? 2000 : 30_000;
    },
  });
}

const syncRow = z.object({
  kind: z.string(),
  row_id: z.guid(),
  /** The name it had when it was last saved; deleted rows keep theirs. */
  name: z.string().nullable(),
  connected_account_id: z.string().nullable(),
  /** It is sold on another account now, and what it left on this one is being archived. */
  is_left: z.boolean(),
  status: z.enum(syncStatuses),
  changed_at: time,
  attempts: z.number(),
  attempted_at: time.nullable(),
  next_attempt_at: time.nullable(),
  synced_at: time.nullable(),
  error: syncError.nullable(),
  stripe_product_id: z.string().nullable(),
});
export type SyncRow = z.infer<typeof syncRow>;

/** What the table of rows is asked for; all of it stands in the address. */
export type SyncRowFilters = {
  search: string;
  kinds: string[];
  /** The states to show; none means all that are not synced. */
  statuses: string[];
  sort: 'changed_at' | 'next_attempt_at' | 'name';
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const unsettled = ['pending', 'syncing', 'retrying', 'failed', 'skipped'];

/** A page of rows by where they stand with Stripe. Asked again while one of them may still catch up. */
export function syncRows(db: Db, filters: SyncRowFilters) {
  return queryOptions({
    queryKey: ['sync', 'rows', filters],
    queryFn: async ({ signal }) => {
      const { search, kinds, statuses, sort, isDescending, page, pageSize } = filters;
      let query = db.from('sync_rows').select('*', { count: 'exact' });
      if (search !== '') query = query.ilike('name', pattern(search));
      if (kinds.length > 0) query = query.in('kind', kinds);
      query = query.in('status', statuses.length > 0 ? statuses : unsettled);
      const first = (page - 1) * pageSize;
      const {
        data,
        error,
        count: total,
      } = await query
        .order(sort, { ascending: !isDescending, nullsFirst: false })
        .order('row_id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(syncRow).parse(data), total: total ?? 0 };
    },
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ status }) => status !== 'failed') ? 2000 : false,
  });
}

/** Asks for everything that was refused or waits for its next try to be tried now. Answers how many rows that are. */
export function retryAll(): Promise<{ retried: number }> {
  return send('POST', '/api/sync/retries', { answer: z.object({ retried: z.number() }) });
}

/** Asks for one row to be tried now, with a look at Stripe first. */
export function retryRow({ kind, row_id }: { kind: string; row_id: string }): Promise<{ retried: number }> {
  return send('POST', '/api/sync/retries', {
    body: { kind, id: row_id },
    answer: z.object({ retried: z.number() }),
  });
}
