import { expect, test } from 'vitest';
import { placeProblem } from './problem';
import { Problem } from '@/lib/errors';

const say = ({ key }: { key: string }) => `say ${key}`;
const place = (error: unknown) => placeProblem(error, ['name', 'price'], say);

test('a fault of a field here is put at the field and nowhere else', () => {
  const error = new Problem('bad_input', { errors: [{ field: 'price', code: 'negative', detail: 'No.' }] });
  expect(place(error)).toEqual({ fields: [{ name: 'price', text: 'No.' }], rest: null });
});

test('a fault of a field that is not on this form is still said', () => {
  const faults = ['name', 'slug'].map((field) => ({ field, code: 'taken', detail: '' }));
  expect(place(new Problem('bad_input', { errors: faults }))).toEqual({
    fields: [{ name: 'name', text: 'say taken' }],
    rest: 'say taken',
  });
});

test('a refusal without fields is one line, in the server’s words where it gave some', () => {
  expect(place(new Problem('changed_meanwhile', { detail: 'Somebody was faster.' })).rest).toBe(
    'Somebody was faster.',
  );
  expect(place(new Problem('unavailable')).rest).toBe('say unavailable');
  expect(place(new TypeError('x is undefined')).rest).toBe('say internal');
});
