import { expect, test } from 'vitest';
import { fieldWord } from './field-words';
import fr from '@/messages/fr.json';

test('a field is called what its form calls it', () => {
  expect(fieldWord(fr, 'space', 'price_per_day')).toBe('Prix par jour');
});

test('a field of a ticket type is called after both', () => {
  expect(fieldWord(fr, 'event', 'tickets.0f000000-0000-4000-8000-000000000001.price')).toBe(
    'Types de billets · Prix',
  );
});

test('a field or a kind without words keeps its own name', () => {
  expect(fieldWord(fr, 'space', 'colour')).toBe('colour');
  expect(fieldWord(fr, 'balloon', 'name')).toBe('name');
  expect(fieldWord(fr, 'constructor', 'name')).toBe('name');
});
