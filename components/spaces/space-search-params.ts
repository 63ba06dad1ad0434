import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import { spaceSorts, type SpaceFilters } from '@/lib/queries/space';
import { tariffs } from '@/lib/schemas/space';
import { syncStatuses } from '@/lib/schemas/sync';

/** The columns that can be hidden; the name always stays. */
export const hideableColumns = [...tariffs, 'capacity', 'sync', 'updated_at'] as const;
export const activeChoices = ['all', 'active', 'archived'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const spaceSearchParams = {
  q: parseAsString.withDefault(''),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  sync: parseAsArrayOf(parseAsStringLiteral(syncStatuses)).withDefault([]),
  state: parseAsStringLiteral(activeChoices).withDefault('all'),
  sort: parseAsSort(spaceSorts).withDefault({ sort: 'name', isDescending: false }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};

export type SpaceSearch = inferParserType<typeof spaceSearchParams>;

export const loadSpaceSearch = createLoader(spaceSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, type, sync, state, sort, page, size }: SpaceSearch): SpaceFilters {
  return { search: q.trim(), types: type, statuses: sync, active: state, ...sort, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean an empty shop. */
export function isFiltered({ q, type, sync, state }: SpaceSearch): boolean {
  return q.trim() !== '' || type.length > 0 || sync.length > 0 || state !== 'all';
}
