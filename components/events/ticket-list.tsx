'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { Part } from './event-fields';
import { TicketCard } from './ticket-card';
import { asText } from '@/components/form/use-field';
import { useDb } from '@/components/frame/public-env';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { organisationOptions } from '@/lib/queries/organisation';
import type { EventRow } from '@/lib/schemas/event';
import { emptyTicket } from '@/lib/schemas/ticket';

/** The ticket types of an event, in the order in which they are sold. */
export function TicketList({ event }: { event: EventRow | null }) {
  const t = useTranslations();
  const { getValues, setFocus, formState } = useFormContext();
  // Each ticket type has an id of its own; the list keeps its keys apart from it.
  const { fields, append, remove, insert, move } = useFieldArray({ name: 'tickets', keyName: 'key' });
  const [news, setNews] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const currency = useOwnCurrency(event);
  const nameAt = (place: number) =>
    asText(getValues(`tickets.${place}.name`)).trim() || t('ticket.unnamed', { place: place + 1 });

  const add = () => append(emptyTicket(currency), { focusName: `tickets.${fields.length}.name` });
  const moveTo = (from: number, to: number) => {
    const name = nameAt(from);
    move(from, to);
    setNews(t('ticket.moved', { name, place: to + 1, count: fields.length }));
  };
  const take = (place: number) => {
    const name = nameAt(place);
    const taken: unknown = structuredClone(getValues(`tickets.${place}`));
    remove(place);
    if (fields.length > 1) setFocus(`tickets.${Math.max(0, place - 1)}.name`);
    toast.fine(t('ticket.removed', { name }), {
      label: t('common.undo'),
      onClick: () => insert(Math.min(place, list.current?.childElementCount ?? 0), taken),
    });
  };
  const fault = formState.errors.tickets?.root?.message;
  return (
    <Part title={t('ticket.title')}>
      <p className="-mt-3 text-ink-soft">{t('ticket.hint')}</p>
      {fields.length === 0 ? (
        <div className="rounded border border-dashed px-4 py-6 text-center">
          <p className="font-medium">{t('ticket.emptyTitle')}</p>
          <p className="text-ink-soft">{t('ticket.emptyHint')}</p>
        </div>
      ) : null}
      <ol ref={list} className="flex flex-col gap-4 empty:hidden">
        {fields.map(({ key }, place) => (
          <TicketCard
            key={key}
            place={place}
            count={fields.length}
            event={event}
            onMove={(to) => moveTo(place, to)}
            onRemove={() => take(place)}
          />
        ))}
      </ol>
      {typeof fault === 'string' ? <p className="text-small text-failed">{fault}</p> : null}
      <Button icon={<Plus size={14} aria-hidden />} onClick={add} className="self-start">
        {t('ticket.add')}
      </Button>
      <span role="status" className="sr-only">
        {news}
      </span>
    </Part>
  );
}

/** The currency that a new ticket type starts with: that of the organisation that is chosen. */
function useOwnCurrency(event: EventRow | null): string {
  const organisation: unknown = useWatch({ name: 'organisation_id' });
  const { data: organisations = [] } = useQuery(organisationOptions(useDb()));
  const chosen = organisations.find(({ organisation_id }) => organisation_id === organisation);
  return chosen?.default_currency ?? event?.organisation_currency ?? 'eur';
}
