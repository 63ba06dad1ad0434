import { expect, test } from 'vitest';
import { exactWords, relativeWords } from './relative-words';

const now = new Date('2026-03-02T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

test('what happened within the minute is now', () => {
  expect(relativeWords(ago(59), now, 'en')).toBe('now');
  expect(relativeWords(ago(5), now, 'fr')).toBe('maintenant');
});

test('an age is told in its largest whole unit', () => {
  expect(relativeWords(ago(119), now, 'en')).toBe('1 minute ago');
  expect(relativeWords(ago(3 * 3600), now, 'en')).toBe('3 hours ago');
  expect(relativeWords(ago(26 * 3600), now, 'en')).toBe('yesterday');
  expect(relativeWords(ago(26 * 3600), now, 'fr')).toBe('hier');
  expect(relativeWords(ago(400 * 86_400), now, 'en')).toBe('last year');
});

test('what is still to come says in how long', () => {
  expect(relativeWords(ago(-120), now, 'en')).toBe('in 2 minutes');
});

test('the exact moment carries its zone', () => {
  expect(exactWords(now, 'en', 'UTC')).toBe('March 2, 2026 at 12:00:00 PM UTC');
  expect(exactWords(now, 'fr', 'Europe/Paris')).toContain('13:00:00');
});
