import type { Path } from 'react-hook-form';
import { eventFields, ticketFields } from './event-difference';
import type { EventInput } from '@/lib/schemas/event';

/** Where the form keeps a field that the engine names: `tickets.<id>.price` is `tickets.2.price`. Nothing if it has none. */
export function formPathOf(field: string | null, { tickets }: EventInput): Path<EventInput> | null {
  const [first, id, name] = (field ?? '').split('.');
  if (first !== 'tickets') return eventFields.find((each) => each === first) ?? null;
  const place = tickets.findIndex((ticket) => ticket.id === id);
  const ticketField = ticketFields.find((each) => each === name) ?? 'name';
  return tickets.length === 0 ? null : `tickets.${Math.max(0, place)}.${ticketField}`;
}
