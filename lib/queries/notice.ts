import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { noticeGap, noticeRow, replayAnswer } from '../schemas/notice';
import { send } from '../send';
import { pattern } from './behind';

/** What the table of notices is asked for; all of it stands in the address. */
export type NoticeFilters = {
  /** Part of a type, or of the id of a notice or of what it is about. */
  search: string;
  states: string[];
  accounts: string[];
  isRecovered: boolean;
  from: string | null;
  to: string | null;
  page: number;
  pageSize: number;
};

/** How the platform's own account is named among those to filter by. */
export const PLATFORM = 'platform';

/** How often a screen asks again while a notice on it waits, in milliseconds. */
const WAITING_POLL_MS = 2000;

/** A page of notices from Stripe: failed ones first, then the newest. */
export function noticeList(db: Db, filters: NoticeFilters) {
  return queryOptions({
    queryKey: ['notice', 'list', filters],
    queryFn: async ({ signal }) => {
      const { search, states, accounts, isRecovered, from, to, page, pageSize } = filters;
      let query = db.from('notices_listed').select('*', { count: 'exact' });
      if (search !== '') query = query.ilike('searched', pattern(search));
      if (states.length > 0) query = query.in('state', states);
      if (accounts.length > 0) query = query.in('seller', accounts);
      if (isRecovered) query = query.eq('is_recovered', true);
      if (from !== null) query = query.gte('received_at', from);
      if (to !== null) query = query.lt('received_at', to);
      const first = (page - 1) * pageSize;
      const { data, error, count } = await query
        .order('sort_state')
        .order('received_at', { ascending: false })
        .order('id')
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(noticeRow).parse(data), total: count ?? 0 };
    },
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ state: its }) => its === 'waiting' || its === 'retrying')
        ? WAITING_POLL_MS
        : false,
  });
}

const GAP_DAYS = 7;
const DAY_MS = 86_400_000;

/** The times in which notices did not arrive, of the last seven days, newest first. */
export function noticeGaps(db: Db) {
  return queryOptions({
    queryKey: ['notice', 'gaps'],
    queryFn: async () => {
      const { data, error } = await db
        .from('notice_gaps_listed')
        .select('*')
        .gte('found_at', new Date(Date.now() - GAP_DAYS * DAY_MS).toISOString())
        .order('found_at', { ascending: false })
        .limit(20);
      if (error) throw problemOf(error);
      return z.array(noticeGap).parse(data);
    },
  });
}

/** How many notices were given up. */
export function failedNotices(db: Db) {
  return queryOptions({
    queryKey: ['notice', 'failed'],
    queryFn: async () => {
      const { error, count } = await db
        .from('notices_listed')
        .select('id', { count: 'exact', head: true })
        .eq('state', 'failed');
      if (error) throw problemOf(error);
      return count ?? 0;
    },
  });
}

/** Acts on a notice again. */
export function replayNotice(id: string): Promise<{ replayed: number }> {
  return send('POST', '/api/notices/replays', { body: { id }, answer: replayAnswer });
}

/** Acts again on every notice that was given up. */
export function replayFailed(): Promise<{ replayed: number }> {
  return send('POST', '/api/notices/replays', { body: {}, answer: replayAnswer });
}
