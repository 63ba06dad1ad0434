'use client';

import { useMessages, useTranslations, type Messages } from 'next-intl';
import { eventFieldWord } from './event-field-word';
import type { EventRow } from '@/lib/schemas/event';

type Type = keyof Messages['event']['types'];

/** A type's word; a type that somebody else made up is shown as they wrote it. */
export function useTypeWord() {
  const t = useTranslations('event.types');
  const { event } = useMessages();
  const isOurs = (type: string): type is Type => Object.hasOwn(event.types, type);
  return (type: string) => (isOurs(type) ? t(type) : type);
}

/** The label of a field of the editor. Those of a ticket type are named with the ticket: `tickets.<id>.price`. */
export function useFieldWord(tickets: EventRow['tickets']) {
  const t = useTranslations('ticket');
  const messages = useMessages();
  return (field: string) =>
    eventFieldWord(messages, field, (id, word) => {
      const name = tickets.find((ticket) => ticket.id === id)?.name;
      return name === undefined ? word : t('of', { ticket: name, field: word });
    });
}
