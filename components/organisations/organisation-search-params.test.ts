import { expect, test } from 'vitest';
import { isFiltered, loadOrganisationSearch, toFilters } from './organisation-search-params';

const read = (address: string) => loadOrganisationSearch(new URLSearchParams(address));

test('a bare address asks for the first page of everything by name', () => {
  expect(toFilters(read(''))).toEqual({
    search: '',
    states: [],
    sort: 'name',
    isDescending: false,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = read('q=sydney&state=information_due,deauthorised&sort=-events&page=2&size=50');
  expect(toFilters(search)).toEqual({
    search: 'sydney',
    states: ['information_due', 'deauthorised'],
    sort: 'events',
    isDescending: true,
    page: 2,
    pageSize: 50,
  });
  expect(isFiltered(search)).toBe(true);
});

test('nonsense in an address is read as if it were not there', () => {
  const search = read('sort=colour&page=-1&size=7&state=lost&hide=name,members');
  expect(toFilters(search)).toEqual(toFilters(read('')));
  expect(search.hide).toEqual(['members']);
});
