import { expect, test } from 'vitest';
import en from './en.json';
import { failed } from './failed';
import fr from './fr.json';

test('the words for when nothing works are those of the messages', () => {
  for (const [locale, { pages, common }] of Object.entries({ en, fr })) {
    expect({ en: failed.en, fr: failed.fr }).toHaveProperty(locale, {
      title: pages.errorTitle,
      hint: pages.errorHint,
      reference: pages.reference.replace(/\s*\{digest\}/u, ''),
      retry: common.retry,
    });
  }
});
