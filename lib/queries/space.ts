import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { spaceRow, type SpaceInput, type SpaceRow } from '../schemas/space';
import { pattern } from './behind';
import { pageOf, pollWhileBehind, rowQueries, type Page } from './rows';

export const spaceSorts = ['name', 'price_per_hour', 'price_per_day', 'capacity', 'updated_at'] as const;
export type SpaceSort = (typeof spaceSorts)[number];

/** What the table of spaces is asked for; all of it stands in the address. */
export type SpaceFilters = {
  search: string;
  types: string[];
  /** The sync states to show; none means all. */
  statuses: string[];
  /** Let, archived, or both. */
  active: 'all' | 'active' | 'archived';
  sort: SpaceSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const columns =
  'id, name, description, type, capacity, price_per_hour, price_per_half_day, price_per_day, price_per_month, currency, image_url, is_active, stripe_product_id, stripe_price_id, revision, created_at, updated_at, sync';

/** One space, and what an admin does with it. */
export const spaces = rowQueries<SpaceRow, SpaceInput>({
  noun: 'space',
  view: 'spaces_with_sync',
  columns,
  row: spaceRow,
  api: '/api/spaces',
});

const sortColumns: Record<SpaceSort, string> = {
  name: 'sort_name',
  price_per_hour: 'sort_price_per_hour',
  price_per_day: 'sort_price_per_day',
  capacity: 'capacity',
  updated_at: 'updated_at',
};

/** One page of spaces with their sync states, as an admin sees them. Asked again only while one of them is behind. */
export function spaceList(db: Db, filters: SpaceFilters) {
  return queryOptions({
    queryKey: ['space', 'list', filters],
    queryFn: ({ signal }) => readSpaces(db, filters, signal),
    refetchInterval: ({ state }) => pollWhileBehind(state.data),
  });
}

async function readSpaces(db: Db, filters: SpaceFilters, signal: AbortSignal): Promise<Page<SpaceRow>> {
  const { search, types, statuses, active, sort, isDescending, page, pageSize } = filters;
  let query = db.from('spaces_with_sync').select(columns, { count: 'exact' });
  if (search !== '') query = query.ilike('name', pattern(search));
  if (types.length > 0) query = query.in('type', types);
  if (statuses.length > 0) query = query.in('sync_status', statuses);
  if (active !== 'all') query = query.eq('is_active', active === 'active');
  const first = (page - 1) * pageSize;
  const answer = await query
    .order(sortColumns[sort], { ascending: !isDescending, nullsFirst: false })
    .order('id')
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    // TanStack Query repeats what fails; repeating each of its tries once more would keep people waiting.
    .retry(false);
  return pageOf(spaceRow, answer);
}

/** Every type that a space has, for the filter. */
export function spaceTypesInUse(db: Db) {
  return queryOptions({
    queryKey: ['space', 'types'],
    queryFn: async () => {
      const { data, error } = await db.rpc('space_types');
      if (error) throw problemOf(error);
      return z.array(z.string()).parse(data);
    },
  });
}
