'use client';

import { useQueryStates } from 'nuqs';
import { noticeSearchParams, type NoticeSearch } from './notice-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useNoticeSearch() {
  const [search, set] = useQueryStates(noticeSearchParams);
  const change = (next: Partial<NoticeSearch>) => void set({ page: 1, ...next });
  const clear = () =>
    void set({
      q: null,
      state: null,
      account: null,
      recovered: null,
      span: null,
      from: null,
      to: null,
      page: null,
    });
  return { search, change, clear };
}
