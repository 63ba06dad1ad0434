import { expect, test } from 'vitest';
import { endAfter, isSameClock, offsetWords, spanWords, startWords } from './event-times';

test('a start is told where the event takes place', () => {
  expect(startWords('2026-05-01T09:30:00.000Z', 'Australia/Sydney', 'en')).toBe('Fri, 1 May 2026, 19:30');
});

test('the end of the same day is told without its day', () => {
  const [start, end] = spanWords('2026-05-01T17:30:00Z', '2026-05-01T20:00:00Z', 'Europe/Paris', 'fr');
  expect(start).toContain('19:30');
  expect(end).toBe('22:00');
});

test('zones with other names may show the same time', () => {
  expect(isSameClock('2026-05-01T09:30:00Z', 'Europe/Paris', 'Europe/Berlin')).toBe(true);
  expect(isSameClock('2026-05-01T09:30:00Z', 'Europe/Paris', 'Europe/London')).toBe(false);
});

test('the offset is the one of that day, not of today', () => {
  expect(offsetWords('2026-07-01T10:00:00Z', 'Europe/Paris', 'en')).toBe('GMT+2');
  expect(offsetWords('2026-12-01T10:00:00Z', 'Europe/Paris', 'en')).toBe('GMT+1');
});

test('an event that starts at another time lasts as long by the clock on the wall', () => {
  expect(endAfter('2026-03-28T22:00', '2026-03-29T03:30', '2026-04-04T21:00')).toBe('2026-04-05T02:30');
});
