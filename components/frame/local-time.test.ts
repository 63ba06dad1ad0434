import { expect, test } from 'vitest';
import { fromField, toField } from './local-time';

test('a moment comes back from the field as it went in, to the minute', () => {
  const moment = new Date(2026, 2, 9, 8, 5);
  expect(toField(moment)).toBe('2026-03-09T08:05');
  expect(fromField(toField(moment))).toEqual(moment);
});

test('an empty field is no moment', () => {
  expect(toField(null)).toBe('');
  expect(fromField('')).toBeNull();
  expect(fromField('soon')).toBeNull();
});
