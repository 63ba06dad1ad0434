import { expect, test } from 'vitest';
import { formPathOf } from './form-path';
import type { EventInput } from '@/lib/schemas/event';
import { emptyTicket } from '@/lib/schemas/ticket';

const event: EventInput = {
  organisation_id: 'org',
  parent_event_id: null,
  title: '',
  slug: null,
  description: null,
  type: 'general',
  event_start: null,
  event_end: null,
  time_zone: 'UTC',
  image_url: null,
  capacity: null,
  is_published: false,
  tickets: [
    { ...emptyTicket('eur'), id: 'a' },
    { ...emptyTicket('eur'), id: 'b' },
  ],
};

test('a ticket type is found by its id, wherever it stands', () => {
  expect(formPathOf('tickets.b.price', event)).toBe('tickets.1.price');
});

test('a refusal of the tickets as a whole leads to the first of them', () => {
  expect(formPathOf('tickets', event)).toBe('tickets.0.name');
  expect(formPathOf('tickets', { ...event, tickets: [] })).toBeNull();
});

test('a field that the form does not have leads nowhere', () => {
  expect(formPathOf('title', event)).toBe('title');
  expect(formPathOf('colour', event)).toBeNull();
  expect(formPathOf(null, event)).toBeNull();
});
