import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage } from '@/components/frame/search-parsers';
import type { SyncRunRowFilters } from '@/lib/queries/sync-run';
import { runDeeds, runOutcomes } from '@/lib/schemas/sync-run';

/** The columns that can be hidden; the name always stays. */
export const runRowColumns = ['does', 'steps', 'outcome', 'reason', 'ended_at'] as const;

/** What stands in the address of a run, read alike by the page on the server and by the table in the browser. */
export const runRowSearchParams = {
  q: parseAsString.withDefault(''),
  deed: parseAsArrayOf(parseAsStringLiteral(runDeeds)).withDefault([]),
  outcome: parseAsArrayOf(parseAsStringLiteral(runOutcomes)).withDefault([]),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(runRowColumns)).withDefault([]),
};

export type RunRowSearch = inferParserType<typeof runRowSearchParams>;

export const loadRunRowSearch = createLoader(runRowSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, deed, outcome, page, size }: RunRowSearch): SyncRunRowFilters {
  return { search: q.trim(), deeds: deed, outcomes: outcome, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean an empty catalogue. */
export function isFiltered({ q, deed, outcome }: RunRowSearch): boolean {
  return q.trim() !== '' || deed.length > 0 || outcome.length > 0;
}
