'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EventRow } from '@/lib/schemas/event';
import type { SyncState } from '@/lib/schemas/sync';

type List = { rows: EventRow[]; total: number };

function changeRows(client: QueryClient, id: string, change: (row: EventRow) => EventRow) {
  const each = (row: EventRow) => (row.event_id === id ? change(row) : row);
  client.setQueriesData<List>({ queryKey: ['event', 'list'] }, (list) =>
    list === undefined ? undefined : { ...list, rows: list.rows.map(each) },
  );
  client.setQueriesData<EventRow[]>({ queryKey: ['event', 'subs'] }, (rows) => rows?.map(each));
  client.setQueryData<EventRow>(['event', 'one', id], (row) => (row === undefined ? undefined : change(row)));
}

/** Shows an answer of the server at once wherever the row stands, then asks again for everything that may have moved. */
export function useEventCache() {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => {
      void client.invalidateQueries({ queryKey: ['event'] });
      void client.invalidateQueries({ queryKey: ['sync'] });
      void client.invalidateQueries({ queryKey: ['organisation'] });
    };
    return {
      refresh,
      put: (row: EventRow) => {
        changeRows(client, row.event_id, () => row);
        client.setQueryData<EventRow>(['event', 'one', row.event_id], row);
      },
      putSync: (id: string, sync: SyncState) => changeRows(client, id, (row) => ({ ...row, sync })),
      drop: (id: string) => client.removeQueries({ queryKey: ['event', 'one', id] }),
      /** The row as a list showed it last, to open it without waiting. */
      find: (id: string) =>
        client
          .getQueriesData<List>({ queryKey: ['event', 'list'] })
          .flatMap(([, list]) => list?.rows ?? [])
          .find((row) => row.event_id === id),
    };
  }, [client]);
}
