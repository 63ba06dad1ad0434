import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import { organisationSorts, type OrganisationFilters } from '@/lib/queries/organisation';
import { accountStates } from '@/lib/schemas/organisation';

/** The columns that can be hidden; the name always stays. */
export const hideableColumns = ['state', 'account', 'currency', 'events', 'members', 'updated_at'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const organisationSearchParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(accountStates)).withDefault([]),
  sort: parseAsSort(organisationSorts).withDefault({ sort: 'name', isDescending: false }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};

export type OrganisationSearch = inferParserType<typeof organisationSearchParams>;

export const loadOrganisationSearch = createLoader(organisationSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, state, sort, page, size }: OrganisationSearch): OrganisationFilters {
  return { search: q.trim(), states: state, ...sort, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean that there are none. */
export function isFiltered({ q, state }: OrganisationSearch): boolean {
  return q.trim() !== '' || state.length > 0;
}
