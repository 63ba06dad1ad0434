'use client';

import { useQueryStates } from 'nuqs';
import { eventSearchParams, type EventSearch } from './event-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useEventSearch() {
  const [search, set] = useQueryStates(eventSearchParams);
  const change = (next: Partial<EventSearch>) => void set({ page: 1, ...next });
  const clear = () =>
    void set({ q: null, organisation: null, type: null, sync: null, state: null, when: null, page: null });
  return { search, change, clear };
}
