import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { eventRow, type EventCopy, type EventInput, type EventRow } from '../schemas/event';
import { planAnswer, syncState, type SyncState } from '../schemas/sync';
import { send } from '../send';
import { BEHIND_POLL_MS, isBehind, pattern, WAITING_POLL_MS } from './behind';

export const eventSorts = ['start', 'title', 'updated_at'] as const;
export type EventSort = (typeof eventSorts)[number];

/** What the table of events is asked for; all of it stands in the address. */
export type EventFilters = {
  search: string;
  organisations: string[];
  types: string[];
  /** The sync states to show; none means all. */
  statuses: string[];
  published: 'all' | 'published' | 'drafts';
  when: 'all' | 'upcoming' | 'past';
  sort: EventSort;
  isDescending: boolean;
  page: number;
  pageSize: number;
};

const columns =
  'event_id, organisation_id, organisation_name, organisation_currency, account, parent_event_id, parent_title, title, slug, description, type, event_start, event_end, time_zone, image_url, capacity, is_published, stripe_product_id, revision, created_at, updated_at, sub_events, tickets, sync';

/** One page of events with their sync states, sub-events under their parent. Asked again only while one is behind. */
export function eventList(db: Db, filters: EventFilters) {
  return queryOptions({
    queryKey: ['event', 'list', filters],
    queryFn: ({ signal }) => readEvents(db, filters, signal),
    refetchInterval: ({ state }) =>
      state.data?.rows.some(({ sync }) => isBehind(sync)) ? BEHIND_POLL_MS : false,
  });
}

async function readEvents(
  db: Db,
  filters: EventFilters,
  signal: AbortSignal,
): Promise<{ rows: EventRow[]; total: number }> {
  const { search, organisations, types, statuses, published, when, page, pageSize } = filters;
  let query = db.from('events_with_sync').select(columns, { count: 'exact' });
  if (search !== '') query = query.ilike('title', pattern(search));
  if (organisations.length > 0) query = query.in('organisation_id', organisations);
  if (types.length > 0) query = query.in('type', types);
  if (statuses.length > 0) query = query.in('sync_status', statuses);
  if (published !== 'all') query = query.eq('is_published', published === 'published');
  const now = new Date().toISOString();
  if (when === 'upcoming') query = query.or(`event_end.gte.${now},event_end.is.null`);
  if (when === 'past') query = query.lt('event_end', now);
  for (const [column, ascending] of orderOf(filters))
    query = query.order(column, { ascending, nullsFirst: false });
  const first = (page - 1) * pageSize;
  const { data, error, count } = await query
    .range(first, first + pageSize - 1)
    .abortSignal(signal)
    .retry(false);
  // PostgREST refuses a page behind the last row; for a list that is a page without rows.
  if (error?.code === 'PGRST103') return { rows: [], total: 0 };
  if (error) throw problemOf(error);
  return { rows: z.array(eventRow).parse(data), total: count ?? 0 };
}

/** By start, families stay together: the parent first, then its sub-events. */
function orderOf({ sort, isDescending }: EventFilters): [string, boolean][] {
  if (sort === 'title')
    return [
      ['sort_title', !isDescending],
      ['event_id', true],
    ];
  if (sort === 'updated_at')
    return [
      ['updated_at', !isDescending],
      ['event_id', true],
    ];
  return [
    ['sort_family_start', !isDescending],
    ['family', true],
    ['is_sub_event', true],
    ['event_start', !isDescending],
    ['event_id', true],
  ];
}

/** Every type that an event has, for the filter. */
export function eventTypesInUse(db: Db) {
  return queryOptions({
    queryKey: ['event', 'types'],
    queryFn: async () => {
      const { data, error } = await db.rpc('event_types');
      if (error) throw problemOf(error);
      return z.array(z.string()).parse(data);
    },
  });
}

const option = z.object({ event_id: z.string(), title: z.string(), parent_event_id: z.string().nullable() });

/** The events of an organisation by title, for the choice of a parent. */
export function eventOptions(db: Db, organisation: string) {
  return queryOptions({
    queryKey: ['event', 'options', organisation],
    enabled: organisation !== '',
    queryFn: async () => {
      const { data, error } = await db
        .from('events')
        .select('event_id, title, parent_event_id')
        .eq('organisation_id', organisation)
        .order('title')
        .limit(500);
      if (error) throw problemOf(error);
      return z.array(option).parse(data);
    },
  });
}

/** Reads one event with its ticket types. @throws Problem `not_found` when there is none that the caller may see. */
export async function readEvent(db: Db, id: string): Promise<EventRow> {
  const { data, error } = await db.from('events_with_sync').select(columns).eq('event_id', id).single();
  if (error) throw problemOf(error);
  return eventRow.parse(data);
}

export function eventById(db: Db, id: string) {
  return queryOptions({
    queryKey: ['event', 'one', id],
    queryFn: () => readEvent(db, id),
    refetchInterval: ({ state }) => {
      const sync = state.data?.sync ?? null;
      if (sync?.status === 'skipped') return WAITING_POLL_MS;
      return isBehind(sync) ? BEHIND_POLL_MS : false;
    },
  });
}

/** The sub-events of an event, in the order in which they start. */
export function subEvents(db: Db, parent: string) {
  return queryOptions({
    queryKey: ['event', 'subs', parent],
    queryFn: async () => {
      const { data, error } = await db
        .from('events_with_sync')
        .select(columns)
        .eq('parent_event_id', parent)
        .order('event_start', { nullsFirst: false })
        .order('event_id')
        .limit(200);
      if (error) throw problemOf(error);
      return z.array(eventRow).parse(data);
    },
  });
}

/** The writes that Stripe would get if the editor were saved like this. */
export function eventPlan(input: EventInput | null, id: string | null) {
  return queryOptions({
    queryKey: ['event', 'plan', id, input],
    enabled: input !== null,
    queryFn: ({ signal }) =>
      send('POST', id === null ? '/api/events/plan' : `/api/events/${id}/plan`, {
        body: input,
        answer: planAnswer,
        signal,
      }),
    // The plan of the same values changes with what Stripe shows: it is never kept for later.
    gcTime: 0,
  });
}

/** The writes that Stripe would get if the event were deleted. */
export function eventDeletePlan(id: string) {
  return queryOptions({
    queryKey: ['event', 'plan', id, 'delete'],
    queryFn: ({ signal }) =>
      send('POST', `/api/events/${id}/plan`, { body: { delete: true }, answer: planAnswer, signal }),
    gcTime: 0,
  });
}

/**
 * Saves a new event with its ticket types, or a change of one that stood at a revision; refused as `changed_meanwhile` if
 * it has moved on. `tickets`, when given, is the whole list in its order.
 */
export function saveEvent(save: {
  id: string | null;
  revision?: number;
  input: Partial<EventInput>;
}): Promise<EventRow> {
  const { id, revision, input } = save;
  return id === null
    ? send('POST', '/api/events', { body: input, answer: eventRow })
    : send('PATCH', `/api/events/${id}`, {
        body: input,
        answer: eventRow,
        ...(revision === undefined ? {} : { ifMatch: revision }),
      });
}

/** Deletes an event with its ticket types; its product and prices are archived in Stripe. */
export function deleteEvent(id: string): Promise<void> {
  return send('DELETE', `/api/events/${id}`, { answer: z.undefined().transform(() => undefined) });
}

/** Makes a copy of an event with its ticket types, not published, that starts at another time of its wall clock. */
export function copyEvent({ id, ...copy }: { id: string } & EventCopy): Promise<EventRow> {
  return send('POST', `/api/events/${id}/copies`, { body: copy, answer: eventRow });
}

/** Asks for an event to be synced now, with a look at Stripe first. */
export function syncEvent(id: string): Promise<SyncState> {
  return send('POST', `/api/events/${id}/sync`, { answer: syncState });
}
