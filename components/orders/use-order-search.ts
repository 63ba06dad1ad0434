'use client';

import { useQueryStates } from 'nuqs';
import { orderSearchParams, type OrderSearch } from './order-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useOrderSearch() {
  const [search, set] = useQueryStates(orderSearchParams);
  const change = (next: Partial<OrderSearch>) => void set({ page: 1, ...next });
  const clear = () =>
    void set({
      q: null,
      needs: null,
      status: null,
      kind: null,
      seller: null,
      span: null,
      from: null,
      to: null,
      page: null,
    });
  return { search, change, clear };
}
