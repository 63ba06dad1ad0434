import { expect, test } from 'vitest';
import { isFiltered, loadOrderSearch, toFilters } from './order-search-params';
import { paths } from '@/lib/paths';

const now = new Date('2026-11-20T08:00:42.500Z');
const read = (address: string) => loadOrderSearch(new URLSearchParams(address));
const ask = (address: string) => toFilters(read(address), now);

test('a bare address asks for the newest orders of everybody', () => {
  expect(ask('')).toEqual({
    search: '',
    needsPerson: false,
    statuses: [],
    kinds: [],
    sellers: [],
    from: null,
    to: null,
    sort: 'created_at',
    isDescending: true,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search =
    'q=ada&needs=true&status=paid,open&kind=ticket&seller=platform&span=day&sort=-total&page=2&size=50';
  expect(ask(search)).toEqual({
    search: 'ada',
    needsPerson: true,
    statuses: ['paid', 'open'],
    kinds: ['ticket'],
    sellers: ['platform'],
    from: '2026-11-19T08:00:00.000Z',
    to: null,
    sort: 'total',
    isDescending: true,
    page: 2,
    pageSize: 50,
  });
  expect(isFiltered(read(search))).toBe(true);
});

test('the link to what needs a person leads to it alone', () => {
  const [, query = ''] = paths.ordersThatNeedSomebody.split('?');
  expect(ask(query).needsPerson).toBe(true);
  expect(isFiltered(read(query))).toBe(true);
});

test('nonsense in an address is read as if it were not there', () => {
  expect(ask('status=lost&kind=boat&needs=perhaps&page=0')).toEqual(ask(''));
});
