'use client';

import { useTranslations } from 'next-intl';
import { useSpaceCache } from './use-space-cache';
import { useBulk } from '@/components/frame/use-bulk';
import { spaces } from '@/lib/queries/space';
import type { SpaceRow } from '@/lib/schemas/space';

export type BulkVerb = 'archive' | 'revive' | 'sync';

const doneWords = { archive: 'archived', revive: 'revived', sync: 'synced' } as const;

/** Archives, revives or syncs many spaces; those that were archived can be revived at once. */
export function useSpaceBulk() {
  const t = useTranslations('space.bulk');
  const cache = useSpaceCache();
  const { run: runAll, progress } = useBulk<SpaceRow>((space) => space.name, cache.refresh);

  const act = async (verb: BulkVerb, { id }: SpaceRow) => {
    if (verb === 'sync') cache.putSync(id, await spaces.sync(id));
    else cache.put(await spaces.save({ id, input: { is_active: verb === 'revive' } }));
  };
  const run = (verb: BulkVerb, spaces: readonly SpaceRow[]): Promise<boolean> =>
    runAll(spaces, {
      act: (space) => act(verb, space),
      doneText: (count) => t(doneWords[verb], { count }),
      undo: verb === 'archive' ? (done) => void run('revive', done) : undefined,
    });
  return { run, progress };
}
