import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { decisionAnswer, driftRow, nobodysProduct, type Decision } from '../schemas/drift';
import { send } from '../send';
import { pattern } from './behind';

/** What the table of drift is asked for; all of it stands in the address. */
export type DriftFilters = {
  search: string;
  states: string[];
  grades: string[];
  kinds: string[];
  page: number;
  pageSize: number;
};

/** How often the table asks again while something on it is being put right, in milliseconds. */
const MENDING_POLL_MS = 2000;
/** How often it, and the number in the rail, ask otherwise: a notice may have told of something new. */
const POLL_MS = 30_000;

/** One page of drift: money first, then the newest. */
export function driftList(db: Db, filters: DriftFilters) {
  return queryOptions({
    queryKey: ['drift', 'list', filters],
    queryFn: async ({ signal }) => {
      const { search, states, grades, kinds, page, pageSize } = filters;
      let query = db.from('drifts_listed').select('*', { count: 'exact' });
      if (search !== '') query = query.ilike('name', pattern(search));
      // What was accepted is shown to who asks for it.
      query = query.in('state', states.length > 0 ? states : ['open', 'mending']);
      if (grades.length > 0) query = query.in('grade', grades);
      if (kinds.length > 0) query = query.in('kind', kinds);
      const first = (page - 1) * pageSize;
      const { data, error, count } = await query
        .order('grade')
        .order('since', { ascending: false })
        .order('id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(driftRow).parse(data), total: count ?? 0 };
    },
    refetchInterval: ({ state }) =>
      state.data?.rows.some((row) => row.state === 'mending') ? MENDING_POLL_MS : POLL_MS,
  });
}

/**
 * How many differences nobody has decided about. Each place has an answer of its own: one that comes for the rail while a page is
 * still being woken would not be what the server has drawn there.
 */
export function driftCount(db: Db, place: 'rail' | 'overview') {
  return queryOptions({
    queryKey: ['drift', 'count', place],
    queryFn: async () => {
      const { count, error } = await db
        .from('drifts_listed')
        .select('id', { count: 'exact', head: true })
        .eq('state', 'open');
      if (error) throw problemOf(error);
      return count ?? 0;
    },
    refetchInterval: POLL_MS,
  });
}

export type NobodysFilters = {
  isLive: boolean;
  /** Part of a name, or of an id at Stripe. */
  search: string;
  page: number;
  pageSize: number;
};

/** One page of the products of Stripe that are no row's, by name. */
export function nobodysProducts(db: Db, filters: NobodysFilters) {
  return queryOptions({
    queryKey: ['drift', 'nobody', filters],
    queryFn: async ({ signal }) => {
      const { isLive, search, page, pageSize } = filters;
      const first = (page - 1) * pageSize;
      let query = db.from('products_of_nobody').select('*', { count: 'exact' }).eq('is_live', isLive);
      if (search !== '') query = query.ilike('searched', pattern(search));
      const { data, error, count } = await query
        .order('active', { ascending: false })
        .order('sort_name')
        .order('id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(nobodysProduct).parse(data), total: count ?? 0 };
    },
  });
}

/** Decides about differences. */
export function decide(ids: string[], decision: Decision): Promise<z.infer<typeof decisionAnswer>> {
  return send('POST', '/api/drifts/decisions', { body: { ids, decision }, answer: decisionAnswer });
}

const nothing = z.undefined().transform(() => undefined);

/** Asks Stripe who changed a field. */
export function askOrigin(id: string): Promise<void> {
  return send('POST', `/api/drifts/${id}/origin`, { answer: nothing });
}

/** Makes a row of a product that is nobody's. */
export function adoptProduct(stripeProductId: string): Promise<{ id: string }> {
  return send('POST', '/api/products/adoptions', {
    body: { stripeProductId },
    answer: z.object({ id: z.string() }),
  });
}
