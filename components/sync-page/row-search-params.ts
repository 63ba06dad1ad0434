import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import type { SyncRowFilters } from '@/lib/queries/sync';
import { syncStatuses } from '@/lib/schemas/sync';

export const rowSorts = ['changed_at', 'next_attempt_at', 'name'] as const;
/** The columns that can be hidden; the name always stays. */
export const rowColumns = ['status', 'changed_at', 'next_attempt_at', 'reason', 'retry'] as const;

/** What stands in the address of the Sync page, read alike by the page on the server and by the table in the browser. */
export const rowSearchParams = {
  q: parseAsString.withDefault(''),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  status: parseAsArrayOf(parseAsStringLiteral(syncStatuses)).withDefault([]),
  // What waits longest stands first.
  sort: parseAsSort(rowSorts).withDefault({ sort: 'changed_at', isDescending: false }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(rowColumns)).withDefault([]),
};

export type RowSearch = inferParserType<typeof rowSearchParams>;

export const loadRowSearch = createLoader(rowSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, kind, status, sort, page, size }: RowSearch): SyncRowFilters {
  return { search: q.trim(), kinds: kind, statuses: status, ...sort, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean that all is well. */
export function isFiltered({ q, kind, status }: RowSearch): boolean {
  return q.trim() !== '' || kind.length > 0 || status.length > 0;
}
