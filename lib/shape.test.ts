import { expect, test } from 'vitest';
import { flag, list, nullable, number, object, oneOf, optional, shaped, text } from './shape';

const thing = object({
  name: text,
  left: nullable(number),
  isThere: flag,
  parts: list(oneOf(['leg', 'top'])),
  note: optional(text),
});
const table = { name: 'Table', left: null, isThere: true, parts: ['leg', 'top'] };

test('a shape is met by what has its fields, whatever else there is', () => {
  expect(thing(table)).toBe(true);
  expect(thing({ ...table, left: 2, note: 'Oak', more: 1 })).toBe(true);
});

test('a missing field, another kind of value or an unknown word is another shape', () => {
  const wrong = [
    { ...table, name: undefined },
    { ...table, left: '2' },
    { ...table, left: Number.NaN },
    { ...table, isThere: 'yes' },
    { ...table, parts: ['wing'] },
    { ...table, parts: { 0: 'leg' } },
    { ...table, note: null },
    ...[null, undefined, [], 'Table', 7],
  ];
  for (const each of wrong) expect(thing(each), JSON.stringify(each)).toBe(false);
});

test('what has another shape is refused', () => {
  expect(shaped(thing).parse(table)).toBe(table);
  expect(() => shaped(thing).parse({})).toThrow(TypeError);
});
