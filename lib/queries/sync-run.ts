import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { syncError } from '../schemas/sync';
import { runDeeds, runOutcomes, syncRun, type SyncRun } from '../schemas/sync-run';
import { send } from '../send';
import { time } from '../time';
import { pattern } from './behind';

/** Whether a run may still change by itself. */
export const isMoving = ({ state }: SyncRun) => state === 'planning' || state === 'running';

/** Whether rows of a run that is over are still being tried again. */
const hasRetries = ({ state, outcome }: SyncRun) => state === 'done' && outcome.retrying > 0;

/** One run over the whole catalogue. Asked again every second while it moves. */
export function syncRunById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['sync', 'run', id],
    queryFn: () => readRun(db, id),
    refetchInterval: ({ state: { data } }) => {
      if (data === undefined) return false;
      return isMoving(data) ? 1000 : hasRetries(data) ? 5000 : false;
    },
  });
}

/** Reads a run in numbers. @throws Problem `not_found` for an unknown one. */
export async function readRun(db: Db, id: string): Promise<SyncRun> {
  const { data, error } = await db.from('sync_runs').select('summary').eq('id', id).maybeSingle();
  if (error) throw problemOf(error);
  if (data === null) throw new Problem('not_found');
  return z.object({ summary: syncRun }).parse(data).summary;
}

/** The last runs, newest first. Not asked again by itself: the one that moves is watched by its id. */
export function syncRuns(db: Db) {
  return queryOptions({
    queryKey: ['sync', 'runs'],
    queryFn: async () => {
      const { data, error } = await db
        .from('sync_runs')
        .select('summary')
        .order('asked_at', { ascending: false })
        .limit(20);
      if (error) throw problemOf(error);
      return z
        .array(z.object({ summary: syncRun }))
        .parse(data)
        .map(({ summary }) => summary);
    },
  });
}

const runRow = z.object({
  kind: z.string(),
  row_id: z.guid(),
  name: z.string().nullable(),
  connected_account_id: z.string().nullable(),
  does: z.enum(runDeeds),
  /** The writes, in the words of a plan's steps. */
  steps: z.array(z.string()),
  outcome: z.enum(runOutcomes),
  error: syncError.nullable(),
  ended_at: time.nullable(),
});
export type SyncRunRow = z.infer<typeof runRow>;

/** What the rows of a run are asked for; all of it stands in the address. */
export type SyncRunRowFilters = {
  search: string;
  deeds: string[];
  outcomes: string[];
  page: number;
  pageSize: number;
};

/** A page of what a run does with each row and what came of it. */
export function syncRunRows(db: Db, run: SyncRun, filters: SyncRunRowFilters) {
  const moves = isMoving(run);
  return queryOptions({
    // The last rows may end together with the run: what its end changed is read once more.
    queryKey: ['sync', 'run', run.id, 'rows', filters, { moves, retrying: run.outcome.retrying }],
    queryFn: async ({ signal }) => {
      const { search, deeds, outcomes, page, pageSize } = filters;
      let query = db.from('sync_run_rows').select('*', { count: 'exact' }).eq('run', run.id);
      if (search !== '') query = query.ilike('name', pattern(search));
      if (deeds.length > 0) query = query.in('does', deeds);
      if (outcomes.length > 0) query = query.in('outcome', outcomes);
      const first = (page - 1) * pageSize;
      const { data, error, count } = await query
        .order('name', { nullsFirst: false })
        .order('row_id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(runRow).parse(data), total: count ?? 0 };
    },
    refetchInterval: moves ? 2000 : false,
  });
}

/** Asks for a run that waits, planned, for a person to start it; or answers the run that is open. */
export function planRun(): Promise<SyncRun> {
  return send('POST', '/api/sync/catalog', { body: { starts: false }, answer: syncRun });
}

/** Starts a run whose plan has been seen. Refused as `plan_is_stale` when the plan has grown old. */
export function startRun(id: string): Promise<SyncRun> {
  return send('POST', `/api/sync/catalog/${id}/start`, { answer: syncRun });
}

/** Stops a run: what nobody has begun stays as it was. */
export function stopRun(id: string): Promise<SyncRun> {
  return send('POST', `/api/sync/catalog/${id}/stop`, { answer: syncRun });
}
