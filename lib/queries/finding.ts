import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { pattern } from './behind';

/** Where rows are found by their name, in the order they are shown in. Members of an organisation find their events. */
const places = [
  { kind: 'space', from: 'spaces_with_sync', id: 'id', name: 'name', isForAll: false },
  { kind: 'event', from: 'events_with_sync', id: 'event_id', name: 'title', isForAll: true },
  {
    kind: 'organisation',
    from: 'organisations_with_account',
    id: 'organisation_id',
    name: 'name',
    isForAll: false,
  },
] as const;

type Place = (typeof places)[number];
export type FoundRow = { kind: Place['kind']; id: string; name: string };

/** So many of each kind: who seeks among more types another letter. */
const EACH = 5;

const found = z.array(z.record(z.string(), z.string()));

/** The rows whose name holds what somebody has typed. */
export function foundRows(db: Db, search: string, isAdmin: boolean) {
  return queryOptions({
    queryKey: ['finding', search, isAdmin],
    queryFn: async ({ signal }): Promise<FoundRow[]> => {
      const asked = places.filter(({ isForAll }) => isAdmin || isForAll);
      return (await Promise.all(asked.map((place) => readFound(db, place, search, signal)))).flat();
    },
    enabled: search.trim() !== '',
  });
}

async function readFound(db: Db, place: Place, search: string, signal: AbortSignal): Promise<FoundRow[]> {
  const { kind, from, id, name } = place;
  const { data, error } = await db
    .from(from)
    .select(`${id}, ${name}`)
    .ilike(name, pattern(search))
    .order(`sort_${name}`)
    .order(id)
    .limit(EACH)
    .abortSignal(signal)
    .retry(false);
  if (error) throw problemOf(error);
  return found.parse(data).map((row) => ({ kind, id: row[id] ?? '', name: row[name] ?? '' }));
}
