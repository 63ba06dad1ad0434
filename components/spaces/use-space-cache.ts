'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SpaceRow } from '@/lib/schemas/space';
import type { SyncState } from '@/lib/schemas/sync';

type List = { rows: SpaceRow[]; total: number };

function changeRows(client: QueryClient, id: string, change: (row: SpaceRow) => SpaceRow) {
  client.setQueriesData<List>({ queryKey: ['space', 'list'] }, (list) =>
    list === undefined
      ? undefined
      : { ...list, rows: list.rows.map((row) => (row.id === id ? change(row) : row)) },
  );
  client.setQueryData<SpaceRow>(['space', 'one', id], (row) => (row === undefined ? undefined : change(row)));
}

/** Shows an answer of the server at once wherever the row stands, then asks again for everything that may have moved. */
export function useSpaceCache() {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => {
      void client.invalidateQueries({ queryKey: ['space'] });
      void client.invalidateQueries({ queryKey: ['sync'] });
    };
    return {
      refresh,
      put: (row: SpaceRow) => changeRows(client, row.id, () => row),
      putSync: (id: string, sync: SyncState) => changeRows(client, id, (row) => ({ ...row, sync })),
      drop: (id: string) => client.removeQueries({ queryKey: ['space', 'one', id] }),
      /** The row as a list showed it last, to open it without waiting. */
      find: (id: string) =>
        client
          .getQueriesData<List>({ queryKey: ['space', 'list'] })
          .flatMap(([, list]) => list?.rows ?? [])
          .find((row) => row.id === id),
    };
  }, [client]);
}
