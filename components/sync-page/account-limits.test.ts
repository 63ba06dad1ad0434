import { expect, test } from 'vitest';
import { paceOf, readsMeaning } from './account-limits';

test('the reads of a month ask for attention past 80 %, and fail past their budget', () => {
  expect(readsMeaning({ reads: 8000, readsPerMonth: 10_000 })).toBe('accent');
  expect(readsMeaning({ reads: 8001, readsPerMonth: 10_000 })).toBe('attention');
  expect(readsMeaning({ reads: 10_000, readsPerMonth: 10_000 })).toBe('attention');
  expect(readsMeaning({ reads: 10_001, readsPerMonth: 10_000 })).toBe('failed');
  expect(readsMeaning({ reads: 1, readsPerMonth: 0 })).toBe('failed');
  expect(readsMeaning({ reads: 0, readsPerMonth: 0 })).toBe('accent');
});

test('a pace is told to a tenth of a call', () => {
  expect(paceOf({ callsPerSecond: 25, share: 1 })).toBe(25);
  expect(paceOf({ callsPerSecond: 25, share: 0.873 })).toBe(21.8);
});
