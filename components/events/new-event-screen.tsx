'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { EditorSkeleton } from './editor-skeleton';
import { EventEditor } from './event-editor';
import { useDb } from '@/components/frame/public-env';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { organisationOptions } from '@/lib/queries/organisation';
import { emptyTicket } from '@/lib/schemas/ticket';
import { isTimeZone } from '@/lib/time';

type NewEventScreenProps = {
  /** What the address asks for: the organisation, and the event that the new one stands under. */
  organisation: string | null;
  parent: string | null;
};

/** A new event: in the reader's own zone, and for the one organisation there is, unless one says otherwise. */
export function NewEventScreen({ organisation, parent }: NewEventScreenProps) {
  const { data: organisations, isPending } = useQuery(organisationOptions(useDb()));
  const readerZone = useReaderZone();
  const zone = isTimeZone(readerZone) ? readerZone : 'UTC';
  const [isDirty, setDirty] = useState(false);
  const only = organisations?.length === 1 ? organisations[0] : undefined;
  const chosen =
    organisations?.find(({ organisation_id }) => organisation_id === organisation) ?? only ?? null;
  const draft = useMemo(
    () => ({
      organisation_id: chosen?.organisation_id ?? '',
      parent_event_id: chosen === null ? null : parent,
      title: '',
      slug: null,
      description: null,
      type: 'general',
      event_start: null,
      event_end: null,
      time_zone: zone,
      image_url: null,
      capacity: null,
      is_published: false,
      tickets: chosen === null ? [] : [emptyTicket(chosen.default_currency)],
    }),
    [chosen, parent, zone],
  );
  if (isPending) return <EditorSkeleton />;
  return <EventEditor event={null} draft={draft} focusField={null} isDirty={isDirty} onDirty={setDirty} />;
}
