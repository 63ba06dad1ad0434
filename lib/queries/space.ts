import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { spaceRow, type SpaceInput, type SpaceRow } from '../schemas/space';
import { planAnswer, syncState, type SyncState } from '../schemas/sync';
import { send } from '../send';
import { BEHIND_POLL_MS, isBehind, pattern } from './behind';

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
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ sync }) => isBehind(sync)) ? BEHIND_POLL_MS : false,
  });
}

async function readSpaces(
  db: Db,
  filters: SpaceFilters,
  signal: AbortSignal,
): Promise<{ rows: SpaceRow[]; total: number }> {
  const { search, types, statuses, active, sort, isDescending, page, pageSize } = filters;
  let query = db.from('spaces_with_sync').select(columns, { count: 'exact' });
  if (search !== '') query = query.ilike('name', pattern(search));
  if (types.length > 0) query = query.in('type', types);
  if (statuses.length > 0) query = query.in('sync_status', statuses);
  if (active !== 'all') query = query.eq('is_active', active === 'active');
  const first = (page - 1) * pageSize;
  const { data, error, count } = await query
    .order(sortColumns[sort], { ascending: !isDescending, nullsFirst: false })
    .order('id')
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    // TanStack Query repeats what fails; repeating each of its tries once more would keep people waiting.
    .retry(false);
  // PostgREST refuses a page behind the last row; for a list that is a page without rows.
  if (error?.code === 'PGRST103') return { rows: [], total: 0 };
  if (error) throw problemOf(error);
  return { rows: z.array(spaceRow).parse(data), total: count ?? 0 };
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

/** Reads one space. @throws Problem `not_found` when there is none. */
export async function readSpace(db: Db, id: string): Promise<SpaceRow> {
  const { data, error } = await db.from('spaces_with_sync').select(columns).eq('id', id).single();
  if (error) throw problemOf(error);
  return spaceRow.parse(data);
}

/** One space with its sync state. */
export function spaceById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['space', 'one', id],
    queryFn: () => readSpace(db, id),
    refetchInterval: ({ state }) => (isBehind(state.data?.sync ?? null) ? BEHIND_POLL_MS : false),
  });
}

/** The writes that Stripe would get if the form were saved like this. */
export function spacePlan(input: SpaceInput | null, id: string | null) {
  return queryOptions({
    queryKey: ['space', 'plan', id, input],
    enabled: input !== null,
    queryFn: ({ signal }) =>
      send('POST', id === null ? '/api/spaces/plan' : `/api/spaces/${id}/plan`, {
        body: input,
        answer: planAnswer,
        signal,
      }),
    // The plan of the same values changes with what Stripe shows: it is never kept for later.
    gcTime: 0,
  });
}

/** The writes that Stripe would get if the space were deleted. */
export function spaceDeletePlan(id: string) {
  return queryOptions({
    queryKey: ['space', 'plan', id, 'delete'],
    queryFn: ({ signal }) =>
      send('POST', `/api/spaces/${id}/plan`, { body: { delete: true }, answer: planAnswer, signal }),
    gcTime: 0,
  });
}

/** Saves a new space, or a change of one that stood at a revision; refused as `changed_meanwhile` if it has moved on. */
export function saveSpace(save: {
  id: string | null;
  revision?: number;
  input: Partial<SpaceInput>;
}): Promise<SpaceRow> {
  const { id, revision, input } = save;
  return id === null
    ? send('POST', '/api/spaces', { body: input, answer: spaceRow })
    : send('PATCH', `/api/spaces/${id}`, {
        body: input,
        answer: spaceRow,
        ...(revision === undefined ? {} : { ifMatch: revision }),
      });
}

/** Deletes a space; its product and prices are archived in Stripe. */
export function deleteSpace(id: string): Promise<void> {
  return send('DELETE', `/api/spaces/${id}`, { answer: z.undefined().transform(() => undefined) });
}

/** Asks for a space to be synced now, with a look at Stripe first. */
export function syncSpace(id: string): Promise<SyncState> {
  return send('POST', `/api/spaces/${id}/sync`, { answer: syncState });
}
