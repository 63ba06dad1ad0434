import { expect, test } from 'vitest';
import { csvAddress, isFiltered, loadRevenueSearch, toSpan } from './revenue-search-params';

const now = new Date('2026-11-20T23:30:00Z');
const read = (address: string) => loadRevenueSearch(new URLSearchParams(address));
const ask = (address: string) => toSpan(read(address), now, false);

test('a bare address asks for thirty days of UTC that end today', () => {
  expect(ask('')).toEqual({ from: '2026-10-22', to: '2026-11-20', timeZone: 'UTC', isLive: false });
  expect(isFiltered(read(''))).toBe(false);
});

test('today is the day of the zone', () => {
  expect(ask('zone=Europe/Paris&span=week')).toMatchObject({ from: '2026-11-15', to: '2026-11-21' });
});

test('two days stand for themselves; days that make no span do not', () => {
  expect(ask('from=2026-01-01&to=2026-01-31')).toMatchObject({ from: '2026-01-01', to: '2026-01-31' });
  for (const odd of [
    'from=2026-01-31&to=2026-01-01',
    'from=2026-02-30&to=2026-03-01',
    'from=2020-01-01&to=2026-01-01',
    'zone=Mars',
  ])
    expect(ask(odd)).toEqual(ask(''));
});

test('the file holds what the page shows', () => {
  const search = read('kind=space,ticket&seller=platform');
  expect(isFiltered(search)).toBe(true);
  expect(csvAddress(toSpan(search, now, true), search)).toBe(
    '/api/revenue?from=2026-10-22&to=2026-11-20&time_zone=UTC&mode=live&format=csv&kind=space%2Cticket&seller=platform',
  );
});
