'use client';

import { useQueryStates } from 'nuqs';
import { rowSearchParams, type RowSearch } from './row-search-params';

/** What the list of rows shows, kept in the address. A change of what is shown starts again on the first page. */
export function useRowSearch() {
  const [search, set] = useQueryStates(rowSearchParams);
  const change = (next: Partial<RowSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, kind: null, status: null, page: null });
  return { search, change, clear };
}
