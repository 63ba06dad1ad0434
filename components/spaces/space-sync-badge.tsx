'use client';

import { useSpaceCache } from './use-space-cache';
import { useFieldWord } from './use-space-words';
import { SyncBadge } from '@/components/sync/sync-badge';
import { spaces } from '@/lib/queries/space';
import type { SpaceRow } from '@/lib/schemas/space';

type SpaceSyncBadgeProps = { space: SpaceRow; isInList?: boolean; onMend?: (field: string) => void };

/** The sync badge of a space, with its own words and its own way to sync. */
export function SpaceSyncBadge({ space, isInList, onMend }: SpaceSyncBadgeProps) {
  const cache = useSpaceCache();
  const fieldWord = useFieldWord();
  const syncNow = async () => {
    cache.putSync(space.id, await spaces.sync(space.id));
    cache.refresh();
  };
  return (
    <SyncBadge
      sync={space.sync}
      rowId={space.id}
      name={space.name}
      syncNow={syncNow}
      fieldWord={fieldWord}
      isInList={isInList}
      onMend={onMend}
    />
  );
}
