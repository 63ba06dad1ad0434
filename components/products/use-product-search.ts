'use client';

import { useQueryStates } from 'nuqs';
import { productSearchParams, type ProductSearch } from './product-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useProductSearch() {
  const [search, set] = useQueryStates(productSearchParams);
  const change = (next: Partial<ProductSearch>) => void set({ page: 1, ...next });
  const clear = () => void set({ q: null, sync: null, state: null, page: null });
  return { search, change, clear };
}
