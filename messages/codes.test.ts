import { expect, test } from 'vitest';
import { codes } from '../lib/errors';
import en from './en.json';
import fr from './fr.json';

test('every code of a refusal has its words in both languages', () => {
  for (const code of codes) {
    expect(en.errors, code).toHaveProperty(code);
    expect(fr.errors, code).toHaveProperty(code);
  }
});
