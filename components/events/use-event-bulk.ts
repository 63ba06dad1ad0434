'use client';

import { useTranslations } from 'next-intl';
import { useEventCache } from './use-event-cache';
import { useBulk } from '@/components/frame/use-bulk';
import { saveEvent, syncEvent } from '@/lib/queries/event';
import type { EventRow } from '@/lib/schemas/event';

export type BulkVerb = 'publish' | 'unpublish' | 'sync';

const doneWords = { publish: 'published', unpublish: 'unpublished', sync: 'synced' } as const;
const ways = { publish: 'unpublish', unpublish: 'publish' } as const;

/** Publishes, unpublishes or syncs many events; the first two can be undone at once. */
export function useEventBulk() {
  const t = useTranslations('event.bulk');
  const cache = useEventCache();
  const { run: runAll, progress } = useBulk<EventRow>((event) => event.title, cache.refresh);

  const act = async (verb: BulkVerb, { event_id: id }: EventRow) => {
    if (verb === 'sync') cache.putSync(id, await syncEvent(id));
    else cache.put(await saveEvent({ id, input: { is_published: verb === 'publish' } }));
  };
  const run = (verb: BulkVerb, events: readonly EventRow[]): Promise<boolean> =>
    runAll(events, {
      act: (event) => act(verb, event),
      doneText: (count) => t(doneWords[verb], { count }),
      undo: verb === 'sync' ? undefined : (done) => void run(ways[verb], done),
    });
  return { run, progress };
}
