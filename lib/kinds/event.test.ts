import { expect, test } from 'vitest';
import { Problem } from '../errors';
import { cut, eligibility, event } from './event';

const ticket = {
  id: '5a1e0000-0000-4000-8000-000000000301',
  name: ' Full ',
  price: '45.000',
  currency: 'aud',
  total_capacity: 80,
  eligibility_criteria: null,
  is_active: true,
  position: 1,
};
const member = {
  ...ticket,
  id: '5a1e0000-0000-4000-8000-000000000302',
  name: 'Member',
  price: '30',
  position: 0,
};
const row = {
  event_id: '5a1e0000-0000-4000-8000-000000000201',
  organisation_id: '5a1e0000-0000-4000-8000-000000000101',
  parent_event_id: null,
  title: 'Harbour Lights',
  slug: 'harbour-lights',
  description: null,
  type: 'general',
  // The spelling of Supabase Lite; hosted Supabase writes a T.
  event_start: '2027-03-05 07:00:00+00',
  event_end: null,
  image_url: null,
  is_published: true,
  organisation: { stripe_onbehalfof: 'acct_1' },
  tickets: [ticket, member],
};

test('an event asks for one product, and one price for each ticket type in its order', () => {
  const { product, prices } = event.want(row);
  expect(product).toMatchObject({ name: 'Harbour Lights', active: true, description: null });
  expect(product.metadata).toEqual({
    event_id: row.event_id,
    type: 'general',
    organisation_id: row.organisation_id,
    parent_event_id: '',
    event_slug: 'harbour-lights',
    event_start: '2027-03-05T07:00:00.000Z',
    event_end: '',
  });
  expect(prices.map(({ tariff, unit_amount, nickname }) => [tariff, unit_amount, nickname])).toEqual([
    [member.id, 3000, 'Member'],
    [ticket.id, 4500, 'Full'],
  ]);
  expect(prices[1]?.metadata).toEqual({
    ticket_id: ticket.id,
    ticket_name: 'Full',
    event_id: row.event_id,
    total_capacity: '80',
    eligibility: '',
    tariff: ticket.id,
  });
});

test('it is sold on the account of its organisation; without one, on none', () => {
  expect(event.accountOf(row)).toBe('acct_1');
  expect(event.accountOf({ ...row, organisation: { stripe_onbehalfof: null } })).toBe('none');
});

test('what is given away or not sold has no price', () => {
  const tickets = [
    { ...ticket, price: '0.000' },
    { ...member, is_active: false },
  ];
  expect(event.want({ ...row, tickets }).prices).toEqual([]);
});

test('C15: a ticket type that Stripe would not charge is refused at its own field', () => {
  const refused = () => event.want({ ...row, tickets: [{ ...ticket, price: '0.20' }] });
  expect(refused).toThrow(Problem);
  try {
    refused();
  } catch (error) {
    const faults = error instanceof Problem ? error.errors : [];
    expect(faults.map(({ field, code }) => [field, code])).toEqual([
      [`tickets.${ticket.id}.price`, 'under_minimum'],
    ]);
  }
});

test('eligibility is the same words in whatever order it is kept, and fits into metadata', () => {
  expect(eligibility({ rank: 'MM', description: ' Members only ', ages: [18, 65], empty: '' })).toBe(
    'Members only; ages: 18, 65; rank: MM',
  );
  expect(eligibility({ b: { y: 1, x: true }, a: null })).toBe('b: (x: true; y: 1)');
  expect(eligibility(null)).toBe('');
  expect(eligibility('Everyone')).toBe('Everyone');
  const long = { ...ticket, eligibility_criteria: { description: 'word '.repeat(400) } };
  const kept = event.want({ ...row, tickets: [long] }).prices[0]?.metadata.eligibility ?? '';
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(kept).toMatch(/word…$/);
});

test('a text is cut after a word; a word without end is cut where it must be, and no sign is halved', () => {
  expect(cut('short', 500)).toBe('short');
  expect(cut('one two three', 9)).toBe('one two…');
  expect(cut('x'.repeat(600), 500)).toBe(`${'x'.repeat(499)}…`);
  expect(cut(`${'x'.repeat(498)}😀😀`, 500)).toBe(`${'x'.repeat(498)}…`);
});
