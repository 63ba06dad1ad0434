import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import en from './en.json';
import fr from './fr.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );
}

/** Braces open an argument at even depth and one of its branches at odd depth. */
function placeholders(message: string) {
  const names = new Set<string>();
  let depth = 0;
  for (const [at, sign] of Array.from(message).entries()) {
    if (sign === '{') {
      const name = /^\{\s*(\w+)/u.exec(message.slice(at))?.[1];
      if (depth % 2 === 0 && name !== undefined) names.add(name);
      depth += 1;
    } else if (sign === '}') depth -= 1;
  }
  return [...names].sort();
}

const all = { en: new Map(flat(en)), fr: new Map(flat(fr)) };

test('both languages have the same keys', () => {
  expect([...all.fr.keys()].sort()).toEqual([...all.en.keys()].sort());
});

test('a message takes the same values in both languages', () => {
  const asked = (from: Map<string, string>) =>
    Object.fromEntries([...from].map(([key, text]) => [key, placeholders(text)]));
  expect(asked(all.fr)).toEqual(asked(all.en));
});

test('no message is empty', () => {
  const empty = [...all.en, ...all.fr].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

test('every message can be formatted', () => {
  for (const locale of ['en', 'fr'] as const) {
    for (const [key, text] of all[locale]) {
      const onError = (error: Error) => {
        throw new Error(`${locale}: ${key}: ${error.message}`);
      };
      const say = createTranslator({ locale, messages: { text }, onError });
      expect(say('text', Object.fromEntries(placeholders(text).map((name) => [name, 2])))).not.toBe('');
    }
  }
});

test('apostrophes are typographic, which also keeps them out of ICU’s way', () => {
  const straight = [...all.en, ...all.fr].filter(([, text]) => text.includes("'"));
  expect(straight).toEqual([]);
});

test('French puts a narrow no-break space before double punctuation and inside guillemets', () => {
  const wrong = [...all.fr].filter(([, text]) =>
    /[^\u202f][;!?»]|« ?[^\u202f]|[^\u202f\d]:(?!\/\/)/u.test(text),
  );
  expect(wrong).toEqual([]);
});
