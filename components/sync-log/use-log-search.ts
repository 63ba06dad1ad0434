'use client';

import { useQueryStates } from 'nuqs';
import { logSearchParams, type LogSearch } from './log-search-params';

/** What the log shows, kept in the address. A change of what is shown starts again on the first page. */
export function useLogSearch() {
  const [search, set] = useQueryStates(logSearchParams);
  const change = (next: Partial<LogSearch>) => void set({ page: 1, ...next });
  const clear = () =>
    void set({
      q: null,
      row: null,
      kind: null,
      status: null,
      span: null,
      from: null,
      to: null,
      page: null,
    });
  return { search, change, clear };
}
