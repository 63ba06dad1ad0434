import { expect, test } from 'vitest';
import { eventTimes, placeOf } from './event-times';

const event = {
  start: '2027-03-07T08:00:00.000Z',
  end: '2027-03-07T11:30:00.000Z',
  timeZone: 'Australia/Sydney',
};

test('an event is when the clock on its own wall says, not the reader’s', () => {
  expect(eventTimes(event, 'en')).toMatch(/Sunday,? 7 March 2027/u);
  expect(eventTimes(event, 'en')).toMatch(/19:00.22:30/u);
  expect(eventTimes(event, 'fr')).toMatch(/dimanche 7 mars 2027/u);
  expect(placeOf('Australia/Sydney')).toBe('Sydney');
  expect(placeOf('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});

test('an event may have no end, or no time yet', () => {
  expect(eventTimes({ ...event, end: null }, 'en', 'medium')).toMatch(/^7 Mar 2027,? 19:00$/u);
  expect(eventTimes({ ...event, start: null }, 'en')).toBeUndefined();
});
