'use client';

import { useQueryStates } from 'nuqs';
import { driftSearchParams, type DriftSearch } from './drift-search-params';

/** What the page shows, kept in the address. A change of what is shown starts again on the first page. */
export function useDriftSearch() {
  const [search, set] = useQueryStates(driftSearchParams);
  const change = (next: Partial<DriftSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, state: null, grade: null, kind: null, page: null });
  return { search, change, clear };
}
