import { expect, test } from 'vitest';
import { isFiltered, loadSpaceSearch, toFilters } from './space-search-params';

const read = (address: string) => loadSpaceSearch(new URLSearchParams(address));

test('a bare address asks for the first page of everything by name', () => {
  expect(toFilters(read(''))).toEqual({
    search: '',
    types: [],
    statuses: [],
    active: 'all',
    sort: 'name',
    isDescending: false,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = read(
    'q=atelier&type=desk,office&sync=failed,retrying&state=archived&sort=-price_per_day&page=3&size=50',
  );
  expect(toFilters(search)).toEqual({
    search: 'atelier',
    types: ['desk', 'office'],
    statuses: ['failed', 'retrying'],
    active: 'archived',
    sort: 'price_per_day',
    isDescending: true,
    page: 3,
    pageSize: 50,
  });
  expect(isFiltered(search)).toBe(true);
});

test('nonsense in an address is read as if it were not there', () => {
  const search = read('sort=colour&page=-1&size=7&state=lost&sync=nope&hide=name,capacity');
  expect(toFilters(search)).toEqual(toFilters(read('')));
  expect(search.hide).toEqual(['capacity']);
});

test('sorting, pages and hidden columns leave no row out', () => {
  expect(isFiltered(read('sort=-name&page=2&size=10&hide=sync'))).toBe(false);
  expect(isFiltered(read('q=%20'))).toBe(false);
});
