import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { time } from '../time';
import { pattern } from './behind';

export const logStatuses = ['success', 'retry', 'failed', 'skipped'] as const;

const logLine = z.object({
  id: z.guid(),
  kind: z.string(),
  row_id: z.guid(),
  name: z.string().nullable(),
  stripe_object_id: z.string().nullable(),
  connected_account_id: z.string().nullable(),
  action: z.enum(['create', 'update', 'delete', 'none']),
  status: z.enum(logStatuses),
  /** Stripe's own words, in English. */
  error_message: z.string().nullable(),
  request_id: z.string().nullable(),
  created_at: time,
});
export type SyncLogLine = z.infer<typeof logLine>;

/** What the log is asked for; all of it stands in the address. */
export type SyncLogFilters = {
  /** Part of a name, or the id of a row. */
  search: string;
  rowId: string | null;
  kinds: string[];
  statuses: string[];
  /** From this time on, and up to that one (ISO 8601). */
  from: string | null;
  to: string | null;
  page: number;
  pageSize: number;
};

/** A page of the log of every attempt, newest first. */
export function syncLog(db: Db, filters: SyncLogFilters) {
  return queryOptions({
    queryKey: ['sync', 'log', filters],
    queryFn: async ({ signal }) => {
      const { search, rowId, kinds, statuses, from, to, page, pageSize } = filters;
      let query = db.from('sync_log').select('*', { count: 'exact' });
      if (search !== '') query = query.ilike('name', pattern(search));
      if (rowId !== null) query = query.eq('row_id', rowId);
      if (kinds.length > 0) query = query.in('kind', kinds);
      if (statuses.length > 0) query = query.in('status', statuses);
      if (from !== null) query = query.gte('created_at', from);
      if (to !== null) query = query.lt('created_at', to);
      const first = (page - 1) * pageSize;
      const { data, error, count } = await query
        .order('created_at', { ascending: false })
        .order('id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(logLine).parse(data), total: count ?? 0 };
    },
  });
}

/** The name that a row had last; nothing when the sync has never heard of it. */
export function syncRowName(db: Db, rowId: string) {
  return queryOptions({
    queryKey: ['sync', 'name', rowId],
    queryFn: async () => {
      const { data, error } = await db.from('sync_rows').select('name').eq('row_id', rowId).limit(1);
      if (error) throw problemOf(error);
      return z.array(z.object({ name: z.string().nullable() })).parse(data)[0]?.name ?? null;
    },
  });
}
