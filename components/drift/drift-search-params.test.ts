import { expect, test } from 'vitest';
import { isFiltered, loadDriftSearch, toFilters } from './drift-search-params';

const read = (address: string) => loadDriftSearch(new URLSearchParams(address));

test('a bare address asks for all that is not decided', () => {
  expect(toFilters(read(''))).toEqual({
    search: '',
    states: [],
    grades: [],
    kinds: [],
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question, and nonsense in it is read as if it were not there', () => {
  const search = read('q=lamp&state=accepted,lost&grade=money&kind=space&page=2&size=50');
  expect(toFilters(search)).toEqual({
    ...{ search: 'lamp', states: ['accepted'], grades: ['money'], kinds: ['space'] },
    ...{ page: 2, pageSize: 50 },
  });
  expect(isFiltered(search)).toBe(true);
  expect(isFiltered(read('nobody=2'))).toBe(false);
});
