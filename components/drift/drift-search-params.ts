import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage } from '@/components/frame/search-parsers';
import type { DriftFilters } from '@/lib/queries/drift';
import { driftStates, grades } from '@/lib/schemas/drift';

/** The columns that can be hidden; the row always stays. */
export const hideableColumns = ['field', 'ours', 'theirs', 'since', 'who', 'state'] as const;

/** What stands in the address of the page, read alike by the page on the server and by the tables in the browser. */
export const driftSearchParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(driftStates)).withDefault([]),
  grade: parseAsArrayOf(parseAsStringLiteral(grades)).withDefault([]),
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
  // The page of the products that are nobody's, and what is sought among them.
  nobody: parseAsPage.withDefault(1),
  find: parseAsString.withDefault(''),
};
export type DriftSearch = inferParserType<typeof driftSearchParams>;

export const loadDriftSearch = createLoader(driftSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, state, grade, kind, page, size }: DriftSearch): DriftFilters {
  return { search: q.trim(), states: state, grades: grade, kinds: kind, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean that Stripe agrees. */
export function isFiltered({ q, state, grade, kind }: DriftSearch): boolean {
  return q.trim() !== '' || state.length + grade.length + kind.length > 0;
}
