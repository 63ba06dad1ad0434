'use client';

import { useQueryStates } from 'nuqs';
import { runRowSearchParams, type RunRowSearch } from './run-row-search-params';

/** Which rows of a run are shown, kept in the address. A change of what is shown starts again on the first page. */
export function useRunRowSearch() {
  const [search, set] = useQueryStates(runRowSearchParams);
  const change = (next: Partial<RunRowSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, deed: null, outcome: null, page: null });
  return { search, change, clear };
}
