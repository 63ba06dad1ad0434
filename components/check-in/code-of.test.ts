import { expect, test } from 'vitest';
import { codeOf } from './code-of';

test('a code is read with or without its dashes, in small letters too', () => {
  expect(codeOf('ABCD-EFGH-JKLM')).toBe('ABCD-EFGH-JKLM');
  expect(codeOf(' abcdefghjklm\n')).toBe('ABCD-EFGH-JKLM');
  expect(codeOf('abcd efgh jklm')).toBe('ABCD-EFGH-JKLM');
});

test('what is no code stays as it was typed', () => {
  expect(codeOf('hello')).toBe('HELLO');
  expect(codeOf('  ')).toBe('');
});
