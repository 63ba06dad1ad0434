import { expect, test } from 'vitest';
import { isFiltered, loadCatalogueSearch, toFilters } from './catalogue-search-params';
import { paths } from '@/lib/paths';

const now = new Date('2026-11-20T08:00:42.500Z');
const read = (address: string) => loadCatalogueSearch(new URLSearchParams(address));
const ask = (address: string) => toFilters(read(address), now, false);

test('a bare address asks for the newest of everything that Stripe holds', () => {
  expect(ask('')).toEqual({
    isLive: false,
    search: '',
    projects: [],
    accounts: [],
    types: [],
    states: [],
    withLeftOut: false,
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
    'all=true&q=%20lamp&project=site,none&account=platform&type=product&state=archived,deleted&span=day&sort=name&page=3&size=50';
  expect(toFilters(read(search), now, true)).toEqual({
    isLive: true,
    search: 'lamp',
    projects: ['site', 'none'],
    accounts: ['platform'],
    types: ['product'],
    states: ['archived', 'deleted'],
    withLeftOut: true,
    from: '2026-11-19T08:00:00.000Z',
    to: null,
    sort: 'name',
    isDescending: false,
    page: 3,
    pageSize: 50,
  });
});

test('each filter alone leaves products out, and the order and the place in the list do not', () => {
  for (const filter of ['q=a', 'project=a', 'account=a', 'type=a', 'state=active', 'span=day'])
    expect([filter, isFiltered(read(filter))]).toEqual([filter, true]);
  expect(isFiltered(read('sort=name&page=2&size=50&hide=row'))).toBe(false);
});

test('nonsense in an address is read as if it were not there', () => {
  expect(ask('state=lost&span=aeon&sort=price&page=0&size=7')).toEqual(ask(''));
});

test('the link of a project leads to its products, whatever its name is', () => {
  const [, query = ''] = paths.catalogueOf('a&b=c').split('?');
  expect(ask(query).projects).toEqual(['a&b=c']);
});
