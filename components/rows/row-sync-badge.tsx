'use client';

import { SyncBadge } from '../sync/sync-badge';
import type { NounScreen, ScreenRow } from './noun';
import { useFieldWord } from './use-field-word';
import { useRowCache } from './use-row-cache';

type RowSyncBadgeProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  row: Row;
  isInList?: boolean;
  onMend?: (field: string) => void;
};

/** The sync badge of a row, with its own words and its own way to sync. */
export function RowSyncBadge<Row extends ScreenRow, Input extends object>(
  props: RowSyncBadgeProps<Row, Input>,
) {
  const { screen, row, isInList, onMend } = props;
  const cache = useRowCache<Row>(screen.noun);
  const fieldWord = useFieldWord(screen.noun);
  const syncNow = async () => {
    cache.putSync(row.id, await screen.queries.sync(row.id));
    cache.refresh();
  };
  return (
    <SyncBadge
      sync={row.sync}
      rowId={row.id}
      name={row.name}
      syncNow={syncNow}
      fieldWord={fieldWord}
      isInList={isInList}
      onMend={onMend}
    />
  );
}
