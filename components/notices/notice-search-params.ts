import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsNumberLiteral,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage } from '@/components/frame/search-parsers';
import { isTimed, timeSearchParams, toMoments } from '@/components/frame/time-search';
import type { NoticeFilters } from '@/lib/queries/notice';
import { noticeStates } from '@/lib/schemas/notice';

/** The columns that can be hidden; the type always stays. */
export const hideableColumns = ['state', 'account', 'received_at', 'attempts', 'error', 'replay'] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const noticeSearchParams = {
  q: parseAsString.withDefault(''),
  state: parseAsArrayOf(parseAsStringLiteral(noticeStates)).withDefault([]),
  // Ids of connected accounts, or the word for the platform's own.
  account: parseAsArrayOf(parseAsString).withDefault([]),
  recovered: parseAsBoolean.withDefault(false),
  ...timeSearchParams,
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};

export type NoticeSearch = inferParserType<typeof noticeSearchParams>;

export const loadNoticeSearch = createLoader(noticeSearchParams);

/** The question to the database that an address stands for, at a time. */
export function toFilters(search: NoticeSearch, now: Date): NoticeFilters {
  const { q, state, account, recovered, page, size } = search;
  return {
    search: q.trim(),
    states: state,
    accounts: account,
    isRecovered: recovered,
    ...toMoments(search, now),
    page,
    pageSize: size,
  };
}

/** Whether the address leaves rows out, so that an empty list does not mean that nothing came in. */
export function isFiltered(search: NoticeSearch): boolean {
  const { q, state, account, recovered } = search;
  return q.trim() !== '' || recovered || state.length + account.length > 0 || isTimed(search);
}
