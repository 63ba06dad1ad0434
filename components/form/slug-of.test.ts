import { expect, test } from 'vitest';
import { slugOf } from './slug-of';

test('an address is made of what is left of a title in small letters and hyphens', () => {
  expect(slugOf('Fête de l’été 2027 !')).toBe('fete-de-l-ete-2027');
  expect(slugOf('Œuvres & Straße')).toBe('oeuvres-strasse');
});

test('a title without a letter of ours makes none', () => {
  expect(slugOf('  — ')).toBe('');
  expect(slugOf('祭り')).toBe('');
});

test('a long title is cut, and never ends with a hyphen', () => {
  expect(slugOf(`${'a'.repeat(99)} b`)).toBe('a'.repeat(99));
});
