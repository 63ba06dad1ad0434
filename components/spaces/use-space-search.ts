'use client';

import { useQueryStates } from 'nuqs';
import { spaceSearchParams, type SpaceSearch } from './space-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useSpaceSearch() {
  const [search, set] = useQueryStates(spaceSearchParams);
  const change = (next: Partial<SpaceSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, type: null, sync: null, state: null, page: null });
  return { search, change, clear };
}
