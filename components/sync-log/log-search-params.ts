import {
  createLoader,
  parseAsArrayOf,
  parseAsIsoDateTime,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsId, parseAsPage } from '@/components/frame/search-parsers';
import { logStatuses, type SyncLogFilters } from '@/lib/queries/sync-log';

export const logSpans = ['hour', 'day', 'week', 'month'] as const;
export type LogSpan = (typeof logSpans)[number];
/** The columns that can be hidden; the name always stays. */
export const logColumns = ['created_at', 'action', 'status', 'words', 'stripe'] as const;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const spanMs: Record<LogSpan, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** What stands in the address of the log, read alike by the page on the server and by the table in the browser. */
export const logSearchParams = {
  q: parseAsString.withDefault(''),
  row: parseAsId,
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsArrayOf(parseAsStringLiteral(logStatuses)).withDefault([]),
  span: parseAsStringLiteral(logSpans),
  // Two moments, instead of a span that ends now.
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(logColumns)).withDefault([]),
};

export type LogSearch = inferParserType<typeof logSearchParams>;

export const loadLogSearch = createLoader(logSearchParams);

/** The question to the database that an address stands for, at a time; to the minute, so that it is not another one each moment. */
export function toFilters(search: LogSearch, now: Date): SyncLogFilters {
  const { q, row, kind, status, span, from, to, page, size } = search;
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const since = span === null ? from : new Date(minute - spanMs[span]);
  return {
    search: q.trim(),
    rowId: row,
    kinds: kind,
    statuses: status,
    from: since?.toISOString() ?? null,
    to: span === null ? (to?.toISOString() ?? null) : null,
    page,
    pageSize: size,
  };
}

/** Whether the address leaves lines out, so that an empty list does not mean an empty log. */
export function isFiltered({ q, row, kind, status, span, from, to }: LogSearch): boolean {
  const isTimed = span !== null || from !== null || to !== null;
  return q.trim() !== '' || row !== null || kind.length > 0 || status.length > 0 || isTimed;
}
