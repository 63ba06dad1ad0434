import { expect, test } from 'vitest';
import { groupsFor, isWithin, startFor } from './nav';

const hrefsFor = (isAdmin: boolean) =>
  groupsFor(isAdmin).flatMap(({ sections }) => sections.map(({ href }) => href));

test('a section is current on its own page and on those below it', () => {
  expect(isWithin('/admin/spaces', '/admin/spaces')).toBe(true);
  expect(isWithin('/admin/spaces/1', '/admin/spaces')).toBe(true);
  expect(isWithin('/admin/spaces-old', '/admin/spaces')).toBe(false);
});

test('the overview is current only on its own page', () => {
  expect(isWithin('/admin', '/admin')).toBe(true);
  expect(isWithin('/admin/spaces', '/admin')).toBe(false);
});

test('a member of an organisation finds events and orders, and starts at the events', () => {
  expect(hrefsFor(false)).toEqual(['/admin/events', '/admin/orders']);
  expect(startFor(false)).toBe('/admin/events');
});

test('an admin finds every section, each once, and starts at the overview', () => {
  expect(new Set(hrefsFor(true)).size).toBe(hrefsFor(true).length);
  expect(hrefsFor(true)).toContain('/admin/organisations');
  expect(startFor(true)).toBe('/admin');
});
