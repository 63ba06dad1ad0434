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
import { orderSorts, type OrderFilters } from '@/lib/queries/order';
import { orderStatuses } from '@/lib/schemas/shop';

/** The columns that can be hidden; the number always stays. */
export const hideableColumns = ['email', 'what', 'total', 'refunded', 'status', 'created_at'] as const;
export const orderKinds = ['product', 'ticket', 'space'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const orderSearchParams = {
  q: parseAsString.withDefault(''),
  needs: parseAsBoolean.withDefault(false),
  status: parseAsArrayOf(parseAsStringLiteral(orderStatuses)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(orderKinds)).withDefault([]),
  // Ids of organisations, or the word for what the shop itself sells.
  seller: parseAsArrayOf(parseAsString).withDefault([]),
  ...timeSearchParams,
  sort: parseAsSort(orderSorts).withDefault({ sort: 'created_at', isDescending: true }),
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};

export type OrderSearch = inferParserType<typeof orderSearchParams>;

export const loadOrderSearch = createLoader(orderSearchParams);

/** The question to the database that an address stands for, at a time. */
export function toFilters(search: OrderSearch, now: Date): OrderFilters {
  const { q, needs, status, kind, seller, sort, page, size } = search;
  return {
    search: q.trim(),
    needsPerson: needs,
    statuses: status,
    kinds: kind,
    sellers: seller,
    ...toMoments(search, now),
    ...sort,
    page,
    pageSize: size,
  };
}

/** Whether the address leaves rows out, so that an empty list does not mean that nothing was ordered. */
export function isFiltered(search: OrderSearch): boolean {
  const { q, needs, status, kind, seller } = search;
  return q.trim() !== '' || needs || status.length + kind.length + seller.length > 0 || isTimed(search);
}
