import { expect, test } from 'vitest';
import { eventDifferences, mergeEvents } from './event-difference';
import { choose, firstChoices } from '@/components/form/difference';
import type { EventInput } from '@/lib/schemas/event';
import { emptyTicket } from '@/lib/schemas/ticket';

const ticket = (id: string | null, name: string, price: string) => ({
  ...emptyTicket('aud'),
  id,
  name,
  price,
});
const was: EventInput = {
  organisation_id: 'org',
  parent_event_id: null,
  title: 'Harbour Light',
  slug: 'harbour-light',
  description: null,
  type: 'concert',
  event_start: '2027-03-12T09:00',
  event_end: null,
  time_zone: 'Australia/Sydney',
  image_url: null,
  capacity: null,
  is_published: true,
  tickets: [ticket('a', 'Early', '45.00'), ticket('b', 'Late', '60.00')],
};
const [early, late] = was.tickets;

test('two who changed different fields of one ticket type both keep their change', () => {
  const mine = { ...was, tickets: [ticket('a', 'Early', '50'), ticket('b', 'Late', '60')] };
  const theirs = { ...was, tickets: [ticket('a', 'Early bird', '45.00'), ticket('b', 'Late', '60.00')] };
  const differences = eventDifferences({ was, mine, theirs });
  expect(differences).toEqual([
    { field: 'tickets.a.name', changedBy: 'theirs' },
    { field: 'tickets.a.price', changedBy: 'mine' },
  ]);
  expect(mergeEvents(mine, theirs, firstChoices(differences)).tickets).toMatchObject([
    { id: 'a', name: 'Early bird', price: '50' },
    { id: 'b', price: '60' },
  ]);
});

test('a ticket type that one added and one that the other added are both there', () => {
  const mine = { ...was, tickets: [...was.tickets, ticket(null, 'Mine', '1.00')] };
  const theirs = { ...was, tickets: [...was.tickets, ticket('c', 'Theirs', '2.00')] };
  const merged = mergeEvents(mine, theirs, firstChoices(eventDifferences({ was, mine, theirs })));
  expect(merged.tickets.map(({ id, name }) => [id, name])).toEqual([
    ['a', 'Early'],
    ['b', 'Late'],
    [null, 'Mine'],
    ['c', 'Theirs'],
  ]);
});

test('a ticket type that the other deleted stays away, or comes back as a new one when I keep mine', () => {
  const theirs = { ...was, tickets: late === undefined ? [] : [late] };
  const differences = eventDifferences({ was, mine: was, theirs });
  expect(differences).toEqual([{ field: 'tickets.a', changedBy: 'theirs' }]);
  expect(mergeEvents(was, theirs, firstChoices(differences)).tickets).toEqual([late]);
  const kept = mergeEvents(
    was,
    theirs,
    choose(differences, () => 'mine'),
  );
  expect(kept.tickets).toEqual([{ ...early, id: null }, late]);
});

test('another order of the ticket types is a difference of its own', () => {
  const theirs = { ...was, tickets: was.tickets.toReversed() };
  const differences = eventDifferences({ was, mine: { ...was, capacity: 9 }, theirs });
  expect(differences.map(({ field }) => field)).toEqual(['capacity', 'order']);
  const merged = mergeEvents({ ...was, capacity: 9 }, theirs, firstChoices(differences));
  expect(merged).toEqual({ ...theirs, capacity: 9 });
});
