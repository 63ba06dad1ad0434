'use client';

import { useTranslations } from 'next-intl';
import { useBulk } from '../frame/use-bulk';
import type { NounScreen, ScreenRow } from './noun';
import { useRowCache } from './use-row-cache';

export type BulkVerb = 'archive' | 'revive' | 'sync';

const doneWords = { archive: 'bulk.archived', revive: 'bulk.revived', sync: 'bulk.synced' } as const;

/** Archives, revives or syncs many rows; those that were archived can be revived at once. */
export function useRowBulk<Row extends ScreenRow, Input extends object>({
  noun,
  queries,
}: NounScreen<Row, Input>) {
  const t = useTranslations(noun);
  const cache = useRowCache<Row>(noun);
  const { run: runAll, progress } = useBulk<Row>((row) => row.name, cache.refresh);

  const act = async (verb: BulkVerb, { id }: Row) => {
    if (verb === 'sync') cache.putSync(id, await queries.sync(id));
    else cache.put(await queries.setActive(id, verb === 'revive'));
  };
  const run = (verb: BulkVerb, rows: readonly Row[]): Promise<boolean> =>
    runAll(rows, {
      act: (row) => act(verb, row),
      doneText: (count) => t(doneWords[verb], { count }),
      undo: verb === 'archive' ? (done) => void run('revive', done) : undefined,
    });
  return { run, progress };
}
