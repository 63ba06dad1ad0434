import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { catalogueNumbers, cataloguePrice, catalogueProduct, catalogueRow } from '../schemas/catalogue';
import { pattern } from './behind';

export const catalogueSorts = ['name', 'created_at'] as const;
export type CatalogueSort = (typeof catalogueSorts)[number];

/** What the list is asked for; all of it stands in the address. */
export type CatalogueFilters = {
  isLive: boolean;
  /** Part of a name, of a description, or of an id at Stripe. */
  search: string;
  projects: string[];
  accounts: string[];
  types: string[];
  states: string[];
  /** Those too that a rule leaves out. */
  withLeftOut: boolean;
  /** Made at Stripe from this time on, and up to that one (ISO 8601). */
  from: string | null;
  to: string | null;
  sort: CatalogueSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const sortColumns: Record<CatalogueSort, string> = {
  name: 'sort_name',
  created_at: 'created_at',
};

/** A page of the products that Stripe holds, whoever has made them. */
export function catalogueList(db: Db, filters: CatalogueFilters) {
  return queryOptions({
    queryKey: ['catalogue', 'list', filters],
    queryFn: async ({ signal }) => {
      const { isLive, search, projects, accounts, types, states, withLeftOut, from, to, page, pageSize } =
        filters;
      let query = db.from('catalogue_listed').select('*', { count: 'exact' }).eq('is_live', isLive);
      if (search !== '') query = query.ilike('searched', pattern(search));
      if (projects.length > 0) query = query.in('in_project', projects);
      if (accounts.length > 0) query = query.in('account', accounts);
      if (types.length > 0) query = query.in('of_type', types);
      if (states.length > 0) query = query.in('state', states);
      if (!withLeftOut) query = query.eq('is_left_out', false);
      if (from !== null) query = query.gte('created_at', from);
      if (to !== null) query = query.lt('created_at', to);
      const first = (page - 1) * pageSize;
      const order = { ascending: !filters.isDescending };
      const { data, error, count } = await query
        .order(sortColumns[filters.sort], order)
        .order('id', order)
        .range(first, first + pageSize - 1)
        .abortSignal(signal)
        .retry(false);
      // PostgREST refuses a page behind the last row; for a list that is a page without rows.
      if (error?.code === 'PGRST103') return { rows: [], total: 0 };
      if (error) throw problemOf(error);
      return { rows: z.array(catalogueRow).parse(data), total: count ?? 0 };
    },
  });
}

/** The numbers of each project, and what the list can be filtered by. */
export function catalogueCounts(db: Db, isLive: boolean) {
  return queryOptions({
    queryKey: ['catalogue', 'counts', isLive],
    queryFn: async () => {
      const { data, error } = await db.rpc('catalogue_numbers', { is_live: isLive });
      if (error) throw problemOf(error);
      return catalogueNumbers.parse(data);
    },
  });
}

/** How many prices of one product are shown; the newest. */
export const PRICES_SHOWN = 200;

/** Reads a product with its prices, the newest first. @throws Problem `not_found` when the log holds none of this id. */
export async function readCatalogueProduct(db: Db, id: string) {
  const [products, prices] = await Promise.all([
    db.from('catalogue_listed').select('*').eq('id', id),
    db
      .from('catalogue_prices')
      .select('*', { count: 'exact' })
      .eq('product_id', id)
      .order('created_at', { ascending: false })
      .order('id')
      .limit(PRICES_SHOWN),
  ]);
  const error = products.error ?? prices.error;
  if (error) throw problemOf(error);
  const [product] = z.array(catalogueProduct).parse(products.data);
  if (product === undefined) throw new Problem('not_found');
  return { product, prices: z.array(cataloguePrice).parse(prices.data), priceCount: prices.count ?? 0 };
}

/** A product with its prices, by the id of its line in the log. */
export function catalogueProductById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['catalogue', 'one', id],
    queryFn: () => readCatalogueProduct(db, id),
  });
}
