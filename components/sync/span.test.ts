import { expect, test } from 'vitest';
import { secondsBetween, spanOf } from './span';

test('a length of time is told in the unit that a person would use', () => {
  expect(spanOf(0)).toEqual({ value: 0, unit: 'second' });
  expect(spanOf(89)).toEqual({ value: 89, unit: 'second' });
  expect(spanOf(90)).toEqual({ value: 2, unit: 'minute' });
  expect(spanOf(3600)).toEqual({ value: 60, unit: 'minute' });
  expect(spanOf(5400)).toEqual({ value: 2, unit: 'hour' });
  expect(spanOf(86_400)).toEqual({ value: 24, unit: 'hour' });
  expect(spanOf(3 * 86_400)).toEqual({ value: 3, unit: 'day' });
});

test('between two times of the database there is never less than nothing', () => {
  expect(secondsBetween('2026-11-20T08:00:00.000Z', '2026-11-20T08:01:30.500Z')).toBe(90.5);
  expect(secondsBetween('2026-11-20T08:00:01.000Z', '2026-11-20T08:00:00.000Z')).toBe(0);
});
