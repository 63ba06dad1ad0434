import { expect, test } from 'vitest';
import { behindOf, isBusy, lagOf } from './lag';

const now = '2026-11-20T08:01:00.000Z';

test('the lag is how long the oldest change waits, and a minute is the most that is fine', () => {
  expect(lagOf({ now, behindSince: '2026-11-20T08:00:48.000Z' })).toEqual({ seconds: 12, isTooLong: false });
  expect(lagOf({ now, behindSince: '2026-11-20T08:00:00.000Z' })).toEqual({ seconds: 60, isTooLong: false });
  expect(lagOf({ now, behindSince: '2026-11-20T07:59:59.000Z' })).toEqual({ seconds: 61, isTooLong: true });
});

test('there is no lag when nothing waits', () => {
  expect(lagOf({ now, behindSince: null })).toBeNull();
});

test('a row that is tried again is behind, and keeps the page awake', () => {
  const calm = { pending: 0, syncing: 0, retrying: 0, openRun: null };
  expect(behindOf({ pending: 1, syncing: 2, retrying: 3 })).toBe(6);
  expect(isBusy(calm)).toBe(false);
  expect(isBusy({ ...calm, retrying: 1 })).toBe(true);
  expect(isBusy({ ...calm, openRun: '6f1c0a2e-0000-4000-8000-000000000000' })).toBe(true);
});
