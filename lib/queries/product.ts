import { queryOptions } from '@tanstack/react-query';
import type { Db } from '../db/db';
import { productRow, type ProductInput, type ProductRow } from '../schemas/product';
import { pattern } from './behind';
import { pageOf, pollWhileBehind, rowQueries, type Page } from './rows';

export const productSorts = ['name', 'price', 'available', 'updated_at'] as const;
export type ProductSort = (typeof productSorts)[number];

/** On sale with something left, on sale with nothing left, archived, or all of them. */
export const productStates = ['all', 'on_sale', 'sold_out', 'archived'] as const;
export type ProductState = (typeof productStates)[number];

/** What the table of products is asked for; all of it stands in the address. */
export type ProductFilters = {
  search: string;
  /** The sync states to show; none means all. */
  statuses: string[];
  state: ProductState;
  sort: ProductSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const columns =
  'id, slug, name, description, image_url, price, currency, stock, sold, held, available, is_active, stripe_product_id, stripe_price_id, revision, created_at, updated_at, sync';

/** One product, and what an admin does with it. */
export const products = rowQueries<ProductRow, ProductInput>({
  noun: 'product',
  view: 'products_with_sync',
  columns,
  row: productRow,
  api: '/api/products',
});

const sortColumns: Record<ProductSort, string> = {
  name: 'sort_name',
  price: 'sort_price',
  available: 'available',
  updated_at: 'updated_at',
};

/** One page of products with their stock and sync states, as an admin sees them. Asked again only while one is behind. */
export function productList(db: Db, filters: ProductFilters) {
  return queryOptions({
    queryKey: ['product', 'list', filters],
    queryFn: ({ signal }) => readProducts(db, filters, signal),
    refetchInterval: ({ state }) => pollWhileBehind(state.data),
  });
}

async function readProducts(db: Db, filters: ProductFilters, signal: AbortSignal): Promise<Page<ProductRow>> {
  const { search, statuses, state, sort, isDescending, page, pageSize } = filters;
  let query = db.from('products_with_sync').select(columns, { count: 'exact' });
  if (search !== '') query = query.ilike('name', pattern(search));
  if (statuses.length > 0) query = query.in('sync_status', statuses);
  if (state !== 'all') query = query.eq('is_active', state !== 'archived');
  if (state === 'on_sale') query = query.gt('available', 0);
  if (state === 'sold_out') query = query.eq('available', 0);
  const first = (page - 1) * pageSize;
  const answer = await query
    .order(sortColumns[sort], { ascending: !isDescending, nullsFirst: false })
    .order('id')
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    // TanStack Query repeats what fails; repeating each of its tries once more would keep people waiting.
    .retry(false);
  return pageOf(productRow, answer);
}
