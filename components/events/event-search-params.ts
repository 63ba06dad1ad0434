import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsId, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import { eventSorts, type EventFilters } from '@/lib/queries/event';
import { syncStatuses } from '@/lib/schemas/sync';

/** The columns that can be hidden; the title always stays. */
export const hideableColumns = [
  'organisation',
  'start',
  'tickets',
  'capacity',
  'published',
  'sync',
  'updated_at',
] as const;
export const publishedChoices = ['all', 'published', 'drafts'] as const;
export const whenChoices = ['all', 'upcoming', 'past'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const eventSearchParams = {
  q: parseAsString.withDefault(''),
  organisation: parseAsArrayOf(parseAsId).withDefault([]),
  type: parseAsArrayOf(parseAsString).withDefault([]),
  sync: parseAsArrayOf(parseAsStringLiteral(syncStatuses)).withDefault([]),
  state: parseAsStringLiteral(publishedChoices).withDefault('all'),
  when: parseAsStringLiteral(whenChoices).withDefault('all'),
  // What is furthest ahead stands first, what is long past at the end.
  sort: parseAsSort(eventSorts).withDefault({ sort: 'start', isDescending: true }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault(['updated_at']),
};

export type EventSearch = inferParserType<typeof eventSearchParams>;

export const loadEventSearch = createLoader(eventSearchParams);

/** The question to the database that an address stands for. */
export function toFilters(search: EventSearch): EventFilters {
  const { q, organisation, type, sync, state, when, sort, page, size } = search;
  return {
    search: q.trim(),
    organisations: organisation,
    types: type,
    statuses: sync,
    published: state,
    when,
    ...sort,
    page,
    pageSize: size,
  };
}

/** Whether the address leaves rows out, so that an empty list does not mean that there are no events. */
export function isFiltered({ q, organisation, type, sync, state, when }: EventSearch): boolean {
  return (
    q.trim() !== '' ||
    organisation.length + type.length + sync.length > 0 ||
    state !== 'all' ||
    when !== 'all'
  );
}
