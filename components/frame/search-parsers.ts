import { createParser } from 'nuqs/server';
import { isId } from '@/lib/paths';

export const pageSizes = [10, 25, 50, 100] as const;
export type PageSize = (typeof pageSizes)[number];

/** Pages count from 1; what is no page is the first one. */
export const parseAsPage = createParser<number>({
  parse: (text) => (/^[1-9]\d{0,5}$/u.test(text) ? Number(text) : null),
  serialize: String,
});

/** The id of a row; what is none names nothing. */
export const parseAsId = createParser<string>({
  parse: (text) => (isId(text) ? text : null),
  serialize: String,
});

export type Sort<Name extends string> = { sort: Name; isDescending: boolean };

/** A sort as it stands in the address: `-name` is the end of the alphabet first. */
export function parseAsSort<Name extends string>(sorts: readonly Name[]) {
  return createParser<Sort<Name>>({
    parse: (text) => {
      const isDescending = text.startsWith('-');
      const sort = sorts.find((known) => known === text.replace(/^-/u, ''));
      return sort === undefined ? null : { sort, isDescending };
    },
    serialize: ({ sort, isDescending }) => (isDescending ? `-${sort}` : sort),
    eq: (one, other) => one.sort === other.sort && one.isDescending === other.isDescending,
  });
}

/** What stands in the address for the column that a list is sorted by; nothing for its own order. */
export function sortIn<Name extends string>(
  sorts: readonly Name[],
  chosen: { column: string; direction: 'asc' | 'desc' } | null,
): Sort<Name> | undefined {
  const sort = sorts.find((each) => each === chosen?.column);
  return sort === undefined ? undefined : { sort, isDescending: chosen?.direction === 'desc' };
}
