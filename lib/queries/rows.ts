import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { planAnswer, syncState, type SyncState } from '../schemas/sync';
import { send } from '../send';
import { BEHIND_POLL_MS, isBehind } from './behind';

type Synced = { sync: SyncState | null };

/** What the admin's screens ask about the rows of one table, and the writes that they send. */
type Source<Row> = {
  /** Query keys begin with it. */
  noun: string;
  /** The view that shows a row with its sync state, and what is read of it. */
  view: string;
  columns: string;
  row: z.ZodType<Row>;
  /** The routes that write: `/api/spaces`. */
  api: string;
};

/** How long a list is, and the rows of one of its pages. */
export type Page<Row> = { rows: Row[]; total: number };

type Answer = {
  data: unknown;
  error: { code: string; message: string; details: string; hint: string } | null;
  count: number | null;
};

/** Reads what a list has answered. */
export function pageOf<Row>(row: z.ZodType<Row>, { data, error, count }: Answer): Page<Row> {
  // PostgREST refuses a page behind the last row; for a list that is a page without rows.
  if (error?.code === 'PGRST103') return { rows: [], total: 0 };
  if (error) throw problemOf(error);
  return { rows: z.array(row).parse(data), total: count ?? 0 };
}

/** How soon a list asks again: only while one of its rows is behind. */
export function pollWhileBehind(page: Page<Synced> | undefined): number | false {
  return page?.rows.some(({ sync }) => isBehind(sync)) ? BEHIND_POLL_MS : false;
}

/** The questions and writes that the rows of every table with a screen of its own have in common. */
export function rowQueries<Row extends Synced, Input extends object>(source: Source<Row>) {
  const { noun, view, columns, row, api } = source;
  /** @throws Problem `not_found` when there is none. */
  const read = async (db: Db, id: string): Promise<Row> => {
    const { data, error } = await db.from(view).select(columns).eq('id', id).single();
    if (error) throw problemOf(error);
    return row.parse(data);
  };
  const planOf = (body: unknown, id: string | null, signal: AbortSignal) =>
    send('POST', id === null ? `${api}/plan` : `${api}/${id}/plan`, { body, answer: planAnswer, signal });
  return {
    noun,
    read,
    /** One row with its sync state. */
    byId: (db: Db, id: string) =>
      queryOptions({
        queryKey: [noun, 'one', id],
        queryFn: () => read(db, id),
        refetchInterval: ({ state }) => (isBehind(state.data?.sync ?? null) ? BEHIND_POLL_MS : false),
      }),
    /** The writes that Stripe would get if the form were saved like this. */
    plan: (input: Input | null, id: string | null) =>
      queryOptions({
        queryKey: [noun, 'plan', id, input],
        enabled: input !== null,
        queryFn: ({ signal }) => planOf(input, id, signal),
        // The plan of the same values changes with what Stripe shows: it is never kept for later.
        gcTime: 0,
      }),
    /** The writes that Stripe would get if the row were deleted. */
    deletePlan: (id: string) =>
      queryOptions({
        queryKey: [noun, 'plan', id, 'delete'],
        queryFn: ({ signal }) => planOf({ delete: true }, id, signal),
        gcTime: 0,
      }),
    /** Saves a new row, or a change of one that stood at a revision; refused as `changed_meanwhile` if it has moved on. */
    save: (save: { id: string | null; revision?: number; input: Partial<Input> }): Promise<Row> => {
      const { id, revision, input: body } = save;
      return id === null
        ? send('POST', api, { body, answer: row })
        : send('PATCH', `${api}/${id}`, {
            body,
            answer: row,
            ...(revision === undefined ? {} : { ifMatch: revision }),
          });
    },
    /** Archives a row, or makes it active again. */
    setActive: (id: string, isActive: boolean): Promise<Row> =>
      send('PATCH', `${api}/${id}`, { body: { is_active: isActive }, answer: row }),
    /** Deletes a row; its product and prices are archived in Stripe. */
    remove: (id: string): Promise<void> =>
      send('DELETE', `${api}/${id}`, { answer: z.undefined().transform(() => undefined) }),
    /** Asks for a row to be synced now, with a look at Stripe first. */
    sync: (id: string): Promise<SyncState> => send('POST', `${api}/${id}/sync`, { answer: syncState }),
  };
}

/** The questions and writes of one table, whatever its rows are. */
export type RowQueries<Row extends Synced, Input extends object> = ReturnType<typeof rowQueries<Row, Input>>;
