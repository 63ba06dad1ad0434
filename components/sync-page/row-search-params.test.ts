import { expect, test } from 'vitest';
import { isFiltered, loadRowSearch, toFilters } from './row-search-params';
import { paths } from '@/lib/paths';

const read = (address: string) => loadRowSearch(new URLSearchParams(address));

test('a bare address asks for what waits longest, of everything that is not in agreement', () => {
  expect(toFilters(read(''))).toEqual({
    search: '',
    kinds: [],
    statuses: [],
    sort: 'changed_at',
    isDescending: false,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = read('q=atelier&kind=space,event&status=failed&sort=-name&page=2&size=50');
  expect(toFilters(search)).toEqual({
    search: 'atelier',
    kinds: ['space', 'event'],
    statuses: ['failed'],
    sort: 'name',
    isDescending: true,
    page: 2,
    pageSize: 50,
  });
  expect(isFiltered(search)).toBe(true);
});

test('the figures of the overview lead to the rows that they count', () => {
  const { search } = new URL(paths.syncOf('pending', 'syncing', 'retrying'), 'https://here.invalid');
  expect(toFilters(read(search)).statuses).toEqual(['pending', 'syncing', 'retrying']);
});

test('nonsense in an address is read as if it were not there', () => {
  expect(toFilters(read('sort=colour&page=0&size=7&status=lost'))).toEqual(toFilters(read('')));
  expect(read('hide=name,reason').hide).toEqual(['reason']);
});
