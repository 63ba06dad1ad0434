'use client';

import { useQueryStates } from 'nuqs';
import { catalogueSearchParams, type CatalogueSearch } from './catalogue-search-params';

/** What the list shows, kept in the address. A change of what is shown starts again on the first page. */
export function useCatalogueSearch() {
  const [search, set] = useQueryStates(catalogueSearchParams);
  const change = (next: Partial<CatalogueSearch>) => void set({ page: 1, ...next });
  const clear = () =>
    void set({
      ...{ q: null, project: null, account: null, type: null, state: null },
      ...{ span: null, from: null, to: null, page: null },
    });
  return { search, change, clear };
}
