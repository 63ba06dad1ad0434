'use client';

import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Noun, ScreenRow } from './noun';
import type { Page } from '@/lib/queries/rows';
import type { SyncState } from '@/lib/schemas/sync';

function changeRows<Row extends ScreenRow>(
  client: QueryClient,
  noun: Noun,
  id: string,
  change: (row: Row) => Row,
) {
  client.setQueriesData<Page<Row>>({ queryKey: [noun, 'list'] }, (list) =>
    list === undefined
      ? undefined
      : { ...list, rows: list.rows.map((row) => (row.id === id ? change(row) : row)) },
  );
  client.setQueryData<Row>([noun, 'one', id], (row) => (row === undefined ? undefined : change(row)));
}

/** Shows an answer of the server at once wherever the row stands, then asks again for everything that may have moved. */
export function useRowCache<Row extends ScreenRow>(noun: Noun) {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => {
      void client.invalidateQueries({ queryKey: [noun] });
      void client.invalidateQueries({ queryKey: ['sync'] });
    };
    return {
      refresh,
      put: (row: Row) => changeRows<Row>(client, noun, row.id, () => row),
      putSync: (id: string, sync: SyncState) =>
        changeRows<Row>(client, noun, id, (row) => ({ ...row, sync })),
      drop: (id: string) => client.removeQueries({ queryKey: [noun, 'one', id] }),
      /** The row as a list showed it last, to open it without waiting. */
      find: (id: string) =>
        client
          .getQueriesData<Page<Row>>({ queryKey: [noun, 'list'] })
          .flatMap(([, list]) => list?.rows ?? [])
          .find((row) => row.id === id),
    };
  }, [client, noun]);
}
