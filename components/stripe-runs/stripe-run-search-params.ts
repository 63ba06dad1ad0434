import {
  createLoader,
  parseAsArrayOf,
  parseAsNumberLiteral,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import { pageSizes, parseAsPage } from '@/components/frame/search-parsers';

/** The columns that can be hidden; when a run began always stays. */
export const hideableColumns = [
  'state',
  'endedAt',
  'scope',
  'checked',
  'synced',
  'deleted',
  'reads',
  'drifted',
  'errors',
] as const;

/** What stands in the address of the list, read alike by the page on the server and by the table in the browser. */
export const stripeRunSearchParams = {
  page: parseAsPage.withDefault(1),
  size: parseAsNumberLiteral(pageSizes).withDefault(25),
  hide: parseAsArrayOf(parseAsStringLiteral(hideableColumns)).withDefault([]),
};
export type StripeRunSearch = inferParserType<typeof stripeRunSearchParams>;

export const loadStripeRunSearch = createLoader(stripeRunSearchParams);
