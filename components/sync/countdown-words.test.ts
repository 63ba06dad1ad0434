import { expect, test } from 'vitest';
import { remaining } from './countdown-words';

const now = new Date('2026-11-20T08:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

test('seconds are counted while they matter, then minutes, then hours', () => {
  expect(remaining(after(12), now)).toEqual({ value: 12, unit: 'second' });
  expect(remaining(after(0.2), now)).toEqual({ value: 1, unit: 'second' });
  expect(remaining(after(120), now)).toEqual({ value: 2, unit: 'minute' });
  expect(remaining(after(3600 * 2), now)).toEqual({ value: 2, unit: 'hour' });
});

test('a moment that has come is not counted any more', () => {
  expect(remaining(now, now)).toBeNull();
  expect(remaining(after(-5), now)).toBeNull();
});
