import { fieldWord } from '../sync/field-words';

/** The word of a field of an event. @param told how the field of a ticket type is called, by the ticket's id. */
export function eventFieldWord(
  messages: unknown,
  field: string,
  told: (ticket: string, word: string) => string,
): string {
  const { ticket, name } = /^tickets\.(?<ticket>[^.]+)\.(?<name>.+)$/u.exec(field)?.groups ?? {};
  if (ticket === undefined || name === undefined) return fieldWord(messages, 'event', field);
  return told(ticket, fieldWord(messages, 'ticket', name));
}
