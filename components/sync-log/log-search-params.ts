import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsId, parseAsPage } from '@/components/frame/search-parsers';
import { isTimed, timeSearchParams, toMoments } from '@/components/frame/time-search';
import { logStatuses, type SyncLogFilters } from '@/lib/queries/sync-log';

/** The columns that can be hidden; the name always stays. */
export const logColumns = ['created_at', 'action', 'status', 'words', 'stripe'] as const;

/** What stands in the address of the log, read alike by the page on the server and by the table in the browser. */
export const logSearchParams = {
  q: parseAsString.withDefault(''),
  row: parseAsId,
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsArrayOf(parseAsStringLiteral(logStatuses)).withDefault([]),
  ...timeSearchParams,
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(logColumns)).withDefault([]),
};

export type LogSearch = inferParserType<typeof logSearchParams>;

export const loadLogSearch = createLoader(logSearchParams);

/** The question to the database that an address stands for, at a time. */
export function toFilters(search: LogSearch, now: Date): SyncLogFilters {
  const { q, row, kind, status, page, size } = search;
  return {
    search: q.trim(),
    rowId: row,
    kinds: kind,
    statuses: status,
    ...toMoments(search, now),
    page,
    pageSize: size,
  };
}

/** Whether the address leaves lines out, so that an empty list does not mean an empty log. */
export function isFiltered(search: LogSearch): boolean {
  const { q, row, kind, status } = search;
  return q.trim() !== '' || row !== null || kind.length > 0 || status.length > 0 || isTimed(search);
}
