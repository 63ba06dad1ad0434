'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { partsOf, ticketFields, ticketsOf } from './event-difference';
import { isWall, wallWords, zoneName } from './event-times';
import { isFree } from './price-range';
import { useTypeWord } from './use-event-words';
import { useDb } from '@/components/frame/public-env';
import { formatMoney } from '@/lib/money';
import { eventOptions } from '@/lib/queries/event';
import { organisationOptions } from '@/lib/queries/organisation';
import type { EventInput } from '@/lib/schemas/event';
import type { TicketInput } from '@/lib/schemas/ticket';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The value of a field of the editor as a person reads it, those of ticket types included. */
export function useEventValue(organisation: string) {
  const t = useTranslations();
  const locale = useLocale();
  const format = useFormatter();
  const typeWord = useTypeWord();
  const db = useDb();
  const { data: organisations = [] } = useQuery(organisationOptions(db));
  const { data: events = [] } = useQuery(eventOptions(db, organisation));

  const plain = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—';
    if (typeof value === 'boolean') return value ? t('event.yes') : t('event.no');
    if (typeof value === 'number') return format.number(value);
    if (isRecord(value))
      return Object.entries(value)
        .map(([key, each]) => (key === 'description' ? String(each) : `${key} = ${JSON.stringify(each)}`))
        .join('\n');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const price = ({ price: amount, currency }: TicketInput) =>
    typeof amount !== 'string' || isFree(amount) ? t('ticket.free') : formatMoney(amount, currency, locale);
  const ofTicket = (ticket: TicketInput | undefined, name: string | null): string => {
    if (ticket === undefined) return '—';
    if (name === null) return `${ticket.name}\n${price(ticket)}`;
    if (name === 'price') return price(ticket);
    if (name === 'currency') return ticket.currency.toUpperCase();
    const field = ticketFields.find((each) => each === name);
    return field === undefined ? '—' : plain(ticket[field]);
  };
  const ofEvent = (name: string | null, version: EventInput): string => {
    const value: unknown = Object.entries(version).find(([field]) => field === name)?.[1];
    if (name === 'order') return version.tickets.map((ticket) => ticket.name).join('\n');
    if (name === 'organisation_id')
      return organisations.find(({ organisation_id: id }) => id === value)?.name ?? plain(value);
    if (name === 'parent_event_id')
      return events.find(({ event_id: id }) => id === value)?.title ?? plain(value);
    if (isWall(value) && (name === 'event_start' || name === 'event_end')) return wallWords(value, locale);
    if (name === 'time_zone' && typeof value === 'string') return zoneName(value);
    return name === 'type' && typeof value === 'string' ? typeWord(value) : plain(value);
  };
  return (field: string, version: EventInput): string => {
    const { ticket, name } = partsOf(field);
    return ticket === null ? ofEvent(name, version) : ofTicket(ticketsOf(version).get(ticket), name);
  };
}
