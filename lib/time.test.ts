import { expect, test } from 'vitest';
import { daysLater, isTimeZone, momentOf, time, wallTime } from './time';

test('a wall time is kept through its zone, on either side of a clock change', () => {
  const cases = [
    ['2026-03-28T19:30', 'Europe/Paris', '2026-03-28T18:30:00.000Z'],
    ['2026-03-29T19:30', 'Europe/Paris', '2026-03-29T17:30:00.000Z'],
    ['2026-10-04T18:00', 'Australia/Sydney', '2026-10-04T07:00:00.000Z'],
    ['2026-10-03T18:00', 'Australia/Sydney', '2026-10-03T08:00:00.000Z'],
    ['2026-01-01T00:00', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
  ] as const;
  for (const [wall, zone, moment] of cases) {
    expect(momentOf(wall, zone)).toBe(moment);
    expect(wallTime(moment, zone)).toBe(wall);
  }
});

test('a time that clocks are put forward over does not exist; of two, the first is taken', () => {
  expect(momentOf('2026-03-29T02:30', 'Europe/Paris')).toBeNull();
  expect(momentOf('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
});

test('days later is the same time of the day', () => {
  expect(daysLater('2026-03-28T19:30', 7)).toBe('2026-04-04T19:30');
});

test('zones are named as IANA names them', () => {
  expect(['Europe/Paris', 'America/Argentina/Ushuaia', 'UTC'].map(isTimeZone)).toEqual([true, true, true]);
  expect(['EST', 'Paris', '', 'Europe/Nowhere', '+02:00'].map(isTimeZone)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});

test('a time of the database is read in either of its spellings', () => {
  expect(time.parse('2026-05-01 08:00:00+00')).toBe('2026-05-01T08:00:00.000Z');
  expect(time.parse('2026-05-01T10:00:00+02:00')).toBe('2026-05-01T08:00:00.000Z');
  expect(time.safeParse('soon').success).toBe(false);
});
