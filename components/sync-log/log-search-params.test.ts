import { expect, test } from 'vitest';
import { isFiltered, loadLogSearch, toFilters } from './log-search-params';
import { paths } from '@/lib/paths';

const now = new Date('2026-11-20T08:00:42.500Z');
const id = '6f1c0a2e-1111-4222-8333-444455556666';
const read = (address: string) => loadLogSearch(new URLSearchParams(address));
const ask = (address: string) => toFilters(read(address), now);

test('a bare address asks for the newest lines of everything', () => {
  expect(ask('')).toEqual({
    search: '',
    rowId: null,
    kinds: [],
    statuses: [],
    from: null,
    to: null,
    page: 1,
    pageSize: 25,
  });
  expect(isFiltered(read(''))).toBe(false);
});

test('an address holds the whole question', () => {
  const search = `q=atelier&row=${id}&kind=space&status=failed,retry&page=3&size=50`;
  expect(ask(search)).toMatchObject({
    search: 'atelier',
    rowId: id,
    kinds: ['space'],
    statuses: ['failed', 'retry'],
    page: 3,
    pageSize: 50,
  });
  expect(isFiltered(read(search))).toBe(true);
});

test('a span ends now, and is the same question for a whole minute', () => {
  expect(ask('span=hour')).toMatchObject({ from: '2026-11-20T07:00:00.000Z', to: null });
  expect(ask('span=day').from).toBe('2026-11-19T08:00:00.000Z');
  expect(ask('span=week').from).toBe('2026-11-13T08:00:00.000Z');
  expect(ask('span=month').from).toBe('2026-10-21T08:00:00.000Z');
  expect(toFilters(read('span=hour'), new Date('2026-11-20T08:00:59Z'))).toEqual(ask('span=hour'));
});

test('two moments stand for themselves, and either may be missing', () => {
  const both = 'from=2026-11-19T10:00:00.000Z&to=2026-11-19T12:00:00.000Z';
  expect(ask(both)).toMatchObject({ from: '2026-11-19T10:00:00.000Z', to: '2026-11-19T12:00:00.000Z' });
  expect(ask('to=2026-11-19T12:00:00.000Z')).toMatchObject({ from: null, to: '2026-11-19T12:00:00.000Z' });
  expect(isFiltered(read('to=2026-11-19T12:00:00.000Z'))).toBe(true);
});

test('nonsense in an address is read as if it were not there', () => {
  expect(ask('row=7&span=aeon&from=yesterday&status=lost&page=0')).toEqual(ask(''));
});

test('the link of a row leads to its lines', () => {
  const [, query = ''] = paths.syncLogOf(id).split('?');
  expect(ask(query).rowId).toBe(id);
});
