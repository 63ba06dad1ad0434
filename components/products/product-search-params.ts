import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage, parseAsSort } from '@/components/frame/search-parsers';
import { productSorts, productStates, type ProductFilters } from '@/lib/queries/product';
import { syncStatuses } from '@/lib/schemas/sync';

/** The columns that can be hidden; the name always stays. */
export const hideableColumns = ['price', 'stock', 'sold', 'available', 'sync', 'updated_at'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const productSearchParams = {
  q: parseAsString.withDefault(''),
  sync: parseAsArrayOf(parseAsStringLiteral(syncStatuses)).withDefault([]),
  state: parseAsStringLiteral(productStates).withDefault('all'),
  sort: parseAsSort(productSorts).withDefault({ sort: 'name', isDescending: false }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};

export type ProductSearch = inferParserType<typeof productSearchParams>;

export const loadProductSearch = createLoader(productSearchParams);

/** The question to the database that an address stands for. */
export function toFilters({ q, sync, state, sort, page, size }: ProductSearch): ProductFilters {
  return { search: q.trim(), statuses: sync, state, ...sort, page, pageSize: size };
}

/** Whether the address leaves rows out, so that an empty list does not mean an empty shop. */
export function isFiltered({ q, sync, state }: ProductSearch): boolean {
  return q.trim() !== '' || sync.length > 0 || state !== 'all';
}
