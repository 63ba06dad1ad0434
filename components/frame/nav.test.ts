import { expect, test } from 'vitest';
import { isWithin } from './nav';

test('a section is current on its own page and on those below it', () => {
  expect(isWithin('/admin/spaces', '/admin/spaces')).toBe(true);
  expect(isWithin('/admin/spaces/1', '/admin/spaces')).toBe(true);
  expect(isWithin('/admin/spaces-old', '/admin/spaces')).toBe(false);
});

test('the overview is current only on its own page', () => {
  expect(isWithin('/admin', '/admin')).toBe(true);
  expect(isWithin('/admin/spaces', '/admin')).toBe(false);
});
