import { expect, test } from 'vitest';
import { isFiltered, loadNoticeSearch, toFilters } from './notice-search-params';
import { paths } from '@/lib/paths';

const now = new Date('2026-11-20T08:00:42.500Z');
const read = (address: string) => loadNoticeSearch(new URLSearchParams(address));
const ask = (address: string) => toFilters(read(address), now);

test('a bare address asks for every notice', () => {
  expect(ask('')).toEqual({
    ...{
      search: '',
      states: [],
      accounts: [],
      isRecovered: false,
      from: null,
      to: null,
      page: 1,
      pageSize: 25,
    },
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = 'q=evt_1&state=failed,retrying&account=acct_1&recovered=true&span=week&page=2';
  expect(ask(search)).toMatchObject({
    ...{ search: 'evt_1', states: ['failed', 'retrying'], accounts: ['acct_1'], isRecovered: true, page: 2 },
    from: '2026-11-13T08:00:00.000Z',
  });
  expect(isFiltered(read(search))).toBe(true);
});

test('the link to the failed ones leads to them alone', () => {
  const [, query = ''] = paths.noticesOf('failed').split('?');
  expect(ask(query).states).toEqual(['failed']);
});
