import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { stripeRun, type StripeRun } from '../schemas/stripe-run';
import { send } from '../send';

const listed = z.object({ summary: stripeRun }).transform(({ summary }) => summary);

/** How often an open run is asked for, in milliseconds. */
const OPEN_POLL_MS = 1000;

const isOpen = (run: StripeRun | null | undefined) => run?.state === 'running';

/** The last run of the backfill, open or not; nothing when there has never been one. Asked again while it is open. */
export function lastStripeRun(db: Db, isLive: boolean) {
  return queryOptions({
    queryKey: ['stripeRun', 'last', isLive],
    queryFn: async () => {
      const { data, error } = await db
        .from('backfill_runs_listed')
        .select('summary')
        .eq('is_live', isLive)
        .order('started_at', { ascending: false })
        .limit(1);
      if (error) throw problemOf(error);
      return z.array(listed).parse(data)[0] ?? null;
    },
    refetchInterval: ({ state }) => (isOpen(state.data) ? OPEN_POLL_MS : false),
  });
}

/** What the list of runs is asked for. */
export type StripeRunFilters = { isLive: boolean; page: number; pageSize: number };

/** A page of the runs, newest first. `last` is the newest one as it is known: when it begins or ends, the list is read anew. */
export function stripeRunList(db: Db, filters: StripeRunFilters, last: StripeRun | null | undefined) {
  return queryOptions({
    queryKey: ['stripeRun', 'list', filters, { id: last?.id ?? null, state: last?.state ?? null }],
    queryFn: async ({ signal }) => {
      const { isLive, page, pageSize } = filters;
      const first = (page - 1) * pageSize;
      const { data, error, count } = await db
        .from('backfill_runs_listed')
        .select('summary', { count: 'exact' })
        .eq('is_live', isLive)
        .order('started_at', { ascending: false })
        .order('id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(listed).parse(data), total: count ?? 0 };
    },
    refetchInterval: isOpen(last) ? 2 * OPEN_POLL_MS : false,
  });
}

/** Reads a run in numbers. @throws Problem `not_found` for an unknown one. */
export async function readStripeRun(db: Db, id: string): Promise<StripeRun> {
  const { data, error } = await db.from('backfill_runs_listed').select('summary').eq('id', id).maybeSingle();
  if (error) throw problemOf(error);
  if (data === null) throw new Problem('not_found');
  return listed.parse(data);
}

/** Starts a run, or joins the one that is open. */
export function startStripeRun(): Promise<StripeRun> {
  return send('POST', '/api/stripe-runs', { answer: stripeRun });
}
