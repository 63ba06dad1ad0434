import { expect, test } from 'vitest';
import { chooseLocale } from './locales';

test('a remembered language wins over what the browser asks for', () => {
  expect(chooseLocale('fr', 'en-GB,en')).toBe('fr');
});

test('the browser is heard in the order of its wishes', () => {
  expect(chooseLocale(undefined, 'fr-CA,fr;q=0.9,en;q=0.8')).toBe('fr');
  expect(chooseLocale(undefined, 'de, en;q=0.4, fr;q=0.7')).toBe('fr');
  expect(chooseLocale(undefined, 'fr;q=0, en')).toBe('en');
});

test('who asks for neither gets English', () => {
  expect(chooseLocale('xx', null)).toBe('en');
  expect(chooseLocale(undefined, 'de-DE')).toBe('en');
  expect(chooseLocale(undefined, ';;q=,')).toBe('en');
});
