import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import { isTimed, timeSearchParams, toMoments } from '@/components/frame/time-search';
import { catalogueSorts, type CatalogueFilters } from '@/lib/queries/catalogue';
import { catalogueStates } from '@/lib/schemas/catalogue';

/** The columns that can be hidden; the name always stays. */
export const hideableColumns = ['project', 'account', 'price', 'row', 'state', 'created_at'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const catalogueSearchParams = {
  q: parseAsString.withDefault(''),
  project: parseAsArrayOf(parseAsString).withDefault([]),
  account: parseAsArrayOf(parseAsString).withDefault([]),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  state: parseAsArrayOf(parseAsStringLiteral(catalogueStates)).withDefault([]),
  /** Whether what the rules leave out is listed too. */
  all: parseAsBoolean.withDefault(false),
  ...timeSearchParams,
  sort: parseAsSort(catalogueSorts).withDefault({ sort: 'created_at', isDescending: true }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};
export type CatalogueSearch = inferParserType<typeof catalogueSearchParams>;

export const loadCatalogueSearch = createLoader(catalogueSearchParams);

/** The question to the database that an address stands for, at a time and in a mode of Stripe. */
export function toFilters(search: CatalogueSearch, now: Date, isLive: boolean): CatalogueFilters {
  const { q, project, account, type, state, all, sort, page, size } = search;
  return {
    isLive,
    search: q.trim(),
    projects: project,
    accounts: account,
    types: type,
    states: state,
    withLeftOut: all,
    ...toMoments(search, now),
    ...sort,
    page,
    pageSize: size,
  };
}

/** Whether the address leaves products out, so that an empty list does not mean that Stripe holds nothing. */
export function isFiltered(search: CatalogueSearch): boolean {
  const { q, project, account, type, state } = search;
  return (
    q.trim() !== '' || [project, account, type, state].some((chosen) => chosen.length > 0) || isTimed(search)
  );
}
