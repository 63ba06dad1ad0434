import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { syncError, syncStatuses, time } from '../schemas/sync';

const overview = z.object({
  behind: z.number(),
  refused: z.number(),
  retrying: z.number(),
  synced: z.number(),
  needs: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      name: z.string().nullable(),
      status: z.enum(syncStatuses),
      since: time,
      error: syncError.nullable(),
    }),
  ),
  recent: z.array(
    z.object({
      id: z.string(),
      entity_type: z.string(),
      entity_id: z.string(),
      name: z.string().nullable(),
      action: z.string(),
      status: z.string(),
      error_message: z.string().nullable(),
      created_at: time,
    }),
  ),
});
export type SyncOverview = z.infer<typeof overview>;

/** What the overview shows of the sync: what needs a person first. Asked again only while something is behind. */
export function syncOverview(db: Db) {
  return queryOptions({
    queryKey: ['sync', 'overview'],
    queryFn: async () => {
      const { data, error } = await db.rpc('sync_overview');
      if (error) throw problemOf(error);
      return overview.parse(data);
    },
    refetchInterval: ({ state }) => ((state.data?.behind ?? 0) > 0 ? 2000 : false),
  });
}
