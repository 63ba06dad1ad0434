'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { spaceSearchParams, type SpaceSearch } from './space-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useSpaceSearch() {
  const [search, set] = useQueryStates(spaceSearchParams);
  const change = (next: Partial<SpaceSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, type: null, sync: null, state: null, page: null });
  return { search, change, clear };
}

const openParams = { space: parseAsString, field: parseAsString };

/** Which space is open, kept in the address: "new", or an id. Going back closes it. */
export function useOpenSpace() {
  const [{ space, field }, set] = useQueryStates(openParams, { history: 'push' });
  const open = (id: string | null, at: string | null = null) => void set({ space: id, field: at });
  return { asked: space, field, open };
}
