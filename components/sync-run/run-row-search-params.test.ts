import { expect, test } from 'vitest';
import { isFiltered, loadRunRowSearch, toFilters } from './run-row-search-params';

const read = (address: string) => loadRunRowSearch(new URLSearchParams(address));

test('an address holds the whole question', () => {
  const search = read('q=salle&deed=create,refused&outcome=left,refused&page=2&size=100');
  expect(toFilters(search)).toEqual({
    search: 'salle',
    deeds: ['create', 'refused'],
    outcomes: ['left', 'refused'],
    page: 2,
    pageSize: 100,
  });
  expect(isFiltered(search)).toBe(true);
});

test('a bare address, and one of nonsense, ask for the first page of everything', () => {
  const bare = { search: '', deeds: [], outcomes: [], page: 1, pageSize: 25 };
  expect(toFilters(read(''))).toEqual(bare);
  expect(toFilters(read('deed=explode&outcome=who&page=-2&size=3'))).toEqual(bare);
  expect(isFiltered(read('page=2&size=10&hide=steps'))).toBe(false);
});
