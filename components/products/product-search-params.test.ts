import { expect, test } from 'vitest';
import { isFiltered, loadProductSearch, toFilters } from './product-search-params';

const read = (address: string) => loadProductSearch(new URLSearchParams(address));

test('a bare address asks for the first page of everything by name', () => {
  expect(toFilters(read(''))).toEqual({
    search: '',
    statuses: [],
    state: 'all',
    sort: 'name',
    isDescending: false,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = read('q=lampe&sync=failed&state=sold_out&sort=-available&page=3&size=50');
  expect(toFilters(search)).toEqual({
    search: 'lampe',
    statuses: ['failed'],
    state: 'sold_out',
    sort: 'available',
    isDescending: true,
    page: 3,
    pageSize: 50,
  });
  expect(isFiltered(search)).toBe(true);
});

test('nonsense in an address is read as if it were not there', () => {
  const search = read('sort=colour&page=-1&size=7&state=lost&sync=nope&hide=name,stock');
  expect(toFilters(search)).toEqual(toFilters(read('')));
  expect(search.hide).toEqual(['stock']);
});
