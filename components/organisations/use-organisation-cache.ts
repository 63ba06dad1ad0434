'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OrganisationRow } from '@/lib/schemas/organisation';

type List = { rows: OrganisationRow[]; total: number };

/** Shows an answer of the server at once wherever the row stands, then asks again for everything that may have moved. */
export function useOrganisationCache() {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => {
      for (const noun of ['organisation', 'event', 'sync'])
        void client.invalidateQueries({ queryKey: [noun] });
    };
    const put = (row: OrganisationRow) => {
      const id = row.organisation_id;
      client.setQueryData<OrganisationRow>(['organisation', 'one', id], row);
      client.setQueriesData<List>({ queryKey: ['organisation', 'list'] }, (list) =>
        list === undefined
          ? undefined
          : { ...list, rows: list.rows.map((each) => (each.organisation_id === id ? row : each)) },
      );
      refresh();
    };
    /** Its page is left at the same moment, so nothing may ask for it again. */
    const drop = (id: string) => {
      client.removeQueries({ queryKey: ['organisation', 'one', id] });
      client.removeQueries({ queryKey: ['organisation', 'people', id] });
      void client.invalidateQueries({ queryKey: ['organisation', 'list'] });
    };
    return { put, drop, refresh };
  }, [client]);
}
