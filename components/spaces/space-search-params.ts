import {
  createLoader,
  createParser,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { spaceSorts, type SpaceFilters, type SpaceSort } from '@/lib/queries/space';
import { tariffs } from '@/lib/schemas/space';
import { syncStatuses } from '@/lib/schemas/sync';

/** The columns that can be hidden; the name always stays. */
export const hideableColumns = [...tariffs, 'capacity', 'sync', 'updated_at'] as const;
export const pageSizes = [10, 25, 50, 100] as const;
export const activeChoices = ['all', 'active', 'archived'] as const;

type Sort = { sort: SpaceSort; isDescending: boolean };

/** A sort as it stands in the address: `-price_per_day` is the dearest day first. */
const sortParser = createParser<Sort>({
  parse: (text) => {
    const isDescending = text.startsWith('-');
    const sort = spaceSorts.find((known) => known === text.replace(/^-/u, ''));
    return sort === undefined ? null : { sort, isDescending };
  },
  serialize: ({ sort, isDescending }) => (isDescending ? `-${sort}` : sort),
  eq: (one, other) => one.sort === other.sort && one.isDescending === other.isDescending,
});

/** Pages count from 1; what is no page is the first one. */
const pageParser = createParser<number>({
  parse: (text) => (/^[1-9]\d{0,5}$/u.test(text) ? Number(text) : null),
  serialize: String,
});

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const spaceSearchParams = {
  q: parseAsString.withDefault(''),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  sync: parseAsArrayOf(parseAsStringLiteral(syncStatuses)).withDefault([]),
  state: parseAsStringLiteral(activeChoices).withDefault('all'),
  sort: sortParser.withDefault({ sort: 'name', isDescending: false }),
  page: pageParser.withDefault(1),
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
