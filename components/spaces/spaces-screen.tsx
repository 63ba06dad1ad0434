'use client';

import { SpaceForm } from './space-form';
import { spaceScreen } from './space-noun';
import { SpaceTable } from './space-table';
import { RowDialog } from '@/components/rows/row-dialog';
import { RowsScreen } from '@/components/rows/rows-screen';

/** The list, and the one space that is open over it. */
export function SpacesScreen() {
  return (
    <RowsScreen noun="space">
      <SpaceTable />
      <RowDialog screen={spaceScreen}>{(form) => <SpaceForm {...form} />}</RowDialog>
    </RowsScreen>
  );
}
