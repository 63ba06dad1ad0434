import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';
import { say } from './say';

test('what the browser makes of the shop’s words is what the whole of ICU makes of them', () => {
  for (const locale of ['en', 'fr'] as const) {
    for (const [key, text] of Object.entries({ en, fr }[locale].shop.live)) {
      const names = [...text.matchAll(/\{\s*(\w+)\s*[,}]/gu)].map(([, name = '']) => name);
      for (const count of [0, 1, 2, 21]) {
        const values = Object.fromEntries(names.map((name) => [name, count]));
        const whole = createTranslator({ locale, messages: { text } });
        expect(say(locale, text, values), `${locale}: ${key}`).toBe(whole('text', values));
      }
    }
  }
});

test('a branch may hold a value, and a number may have a branch of its own', () => {
  const message = '{count, plural, =0 {Nothing from {who}} one {# piece from {who}} other {# pieces}}';
  expect(say('en', message, { count: 0, who: 'Ada' })).toBe('Nothing from Ada');
  expect(say('en', message, { count: 1, who: 'Ada' })).toBe('1 piece from Ada');
  expect(say('fr', message, { count: 0, who: 'Ada' })).toBe('Nothing from Ada');
  expect(say('fr', message, { count: 3, who: 'Ada' })).toBe('3 pieces');
});
