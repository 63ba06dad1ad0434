'use client';

import { useQuery } from '@tanstack/react-query';
import { useDb } from '@/components/frame/public-env';
import { eventOptions } from '@/lib/queries/event';

/** The events that one may stand under: those of its organisation, except itself and what stands under it. */
export function useParentOptions(organisation: string, id: string | null) {
  const { data: events = [] } = useQuery(eventOptions(useDb(), organisation));
  const parentOf = new Map(events.map((event) => [event.event_id, event.parent_event_id]));
  const isUnder = (event: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | null = event; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
      if (at === id) return true;
      seen.add(at);
    }
    return false;
  };
  return events
    .filter(({ event_id }) => id === null || !isUnder(event_id))
    .map(({ event_id, title }) => ({ value: event_id, label: title }));
}
