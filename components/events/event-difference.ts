import { differencesOf, type Choices, type Difference, type Versions } from '@/components/form/difference';
import { normalAmount } from '@/lib/money';
import type { EventInput } from '@/lib/schemas/event';
import type { TicketInput } from '@/lib/schemas/ticket';

/** In the order of the editor. */
export const eventFields = [
  'title',
  'slug',
  'description',
  'organisation_id',
  'parent_event_id',
  'type',
  'event_start',
  'event_end',
  'time_zone',
  'image_url',
  'capacity',
  'is_published',
] as const satisfies readonly (keyof EventInput)[];
export type EventField = (typeof eventFields)[number];

export const ticketFields = [
  'name',
  'price',
  'currency',
  'total_capacity',
  'description',
  'eligibility_criteria',
  'is_active',
] as const satisfies readonly (keyof TicketInput)[];
export type TicketField = (typeof ticketFields)[number];

/** The ticket types of a version by what tells them apart: the id, or the place among the new ones. */
export function ticketsOf({ tickets }: EventInput): Map<string, TicketInput> {
  return new Map(tickets.map((ticket, place) => [ticket.id ?? `new-${place}`, ticket]));
}

/** A field of a difference taken apart: of the event, of one ticket type, or a whole ticket type. */
export function partsOf(field: string): { ticket: string | null; name: string | null } {
  const [first, ticket = null, name = null] = field.split('.');
  return first === 'tickets' ? { ticket, name } : { ticket: null, name: field };
}

/** "45" and "45.00" are the same price, whoever wrote it. */
function ticketValue(ticket: TicketInput | undefined, name: string | null): unknown {
  if (ticket === undefined) return null;
  // A whole ticket type is only there or not.
  if (name === null) return true;
  const field = ticketFields.find((each) => each === name);
  if (field === undefined) return null;
  const value = ticket[field];
  return field === 'price' && typeof value === 'string' ? normalAmount(value, ticket.currency) : value;
}

function valueOf(version: EventInput, field: string): unknown {
  const { ticket, name } = partsOf(field);
  if (ticket !== null) return ticketValue(ticketsOf(version).get(ticket), name);
  const known = eventFields.find((each) => each === name);
  return known === undefined ? null : version[known];
}

/** The order of the ticket types that two versions have in common, as seen by the first. */
function commonOrder(one: EventInput, other: EventInput): string {
  const theirs = ticketsOf(other);
  return [...ticketsOf(one).keys()].filter((key) => theirs.has(key)).join();
}

function isSame(field: string, one: EventInput, other: EventInput): boolean {
  if (field === 'order') return commonOrder(one, other) === commonOrder(other, one);
  return JSON.stringify(valueOf(one, field) ?? null) === JSON.stringify(valueOf(other, field) ?? null);
}

/** The fields in which two versions of an event differ, those of its ticket types one by one. */
export function eventDifferences(versions: Versions<EventInput>): Difference[] {
  const mine = ticketsOf(versions.mine);
  const theirs = ticketsOf(versions.theirs);
  const tickets = [...new Set([...mine.keys(), ...theirs.keys()])].flatMap((key) =>
    mine.has(key) && theirs.has(key)
      ? ticketFields.map((field) => `tickets.${key}.${field}`)
      : [`tickets.${key}`],
  );
  return differencesOf<EventInput, string>([...eventFields, ...tickets, 'order'], versions, isSame);
}

/** One ticket type out of the two, or nothing where it was chosen not to be. */
function mergeTicket(
  key: string,
  mine: TicketInput | undefined,
  theirs: TicketInput | undefined,
  choices: Choices,
): TicketInput | undefined {
  if (mine === undefined || theirs === undefined) {
    const kept = choices[`tickets.${key}`] === 'theirs' ? theirs : mine;
    // What the other has deleted is gone from the database: it comes back as a new one.
    return kept !== undefined && theirs === undefined ? { ...kept, id: null } : kept;
  }
  const from = (field: TicketField) => (choices[`tickets.${key}.${field}`] === 'theirs' ? theirs : mine);
  return {
    id: mine.id,
    name: from('name').name,
    description: from('description').description,
    price: from('price').price,
    currency: from('currency').currency,
    total_capacity: from('total_capacity').total_capacity,
    eligibility_criteria: from('eligibility_criteria').eligibility_criteria,
    is_active: from('is_active').is_active,
  };
}

/** The version that the choices make out of the two. Where there was nothing to choose, both are the same. */
export function mergeEvents(mine: EventInput, theirs: EventInput, choices: Choices): EventInput {
  const from = (field: EventField) => (choices[field] === 'theirs' ? theirs : mine);
  const myTickets = ticketsOf(mine);
  const theirTickets = ticketsOf(theirs);
  const [first, second] = choices.order === 'theirs' ? [theirTickets, myTickets] : [myTickets, theirTickets];
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  return {
    title: from('title').title,
    slug: from('slug').slug,
    description: from('description').description,
    organisation_id: from('organisation_id').organisation_id,
    parent_event_id: from('parent_event_id').parent_event_id,
    type: from('type').type,
    event_start: from('event_start').event_start,
    event_end: from('event_end').event_end,
    time_zone: from('time_zone').time_zone,
    image_url: from('image_url').image_url,
    capacity: from('capacity').capacity,
    is_published: from('is_published').is_published,
    tickets: keys.flatMap(
      (key) => mergeTicket(key, myTickets.get(key), theirTickets.get(key), choices) ?? [],
    ),
  };
}
