'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSpaceCache } from './use-space-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { saveSpace, syncSpace } from '@/lib/queries/space';
import type { SpaceRow } from '@/lib/schemas/space';

export type BulkVerb = 'archive' | 'revive' | 'sync';
type Failure = { name: string; reason: string };

/** How many failures are told by name; a longer list would not be read. */
const NAMED_FAILURES = 3;
const doneWords = { archive: 'archived', revive: 'revived', sync: 'synced' } as const;

/** Does one thing to many rows, one after the other, through the routes of single rows, and tells honestly how it went. */
export function useBulk() {
  const t = useTranslations('space');
  const say = useIssueWords();
  const cache = useSpaceCache();
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);

  const act = async (verb: BulkVerb, { id }: SpaceRow) => {
    if (verb === 'sync') cache.putSync(id, await syncSpace(id));
    else cache.put(await saveSpace({ id, input: { is_active: verb === 'revive' } }));
  };
  const tell = (verb: BulkVerb, done: SpaceRow[], failures: Failure[]) => {
    const doneText = t(`bulk.${doneWords[verb]}`, { count: done.length });
    const undo = { label: t('undo'), onClick: () => void run('revive', done) };
    const action = verb === 'archive' && done.length > 0 ? undo : undefined;
    if (failures.length === 0) return toast.fine(doneText, action);
    const named = failures.slice(0, NAMED_FAILURES).map(({ name, reason }) => `${name} (${reason})`);
    const more = failures.length - named.length;
    const reasons = [...named, ...(more > 0 ? [t('bulk.more', { count: more })] : [])].join(', ');
    return toast.failed(t('bulk.someFailed', { done: doneText, count: failures.length, reasons }), action);
  };
  const run = async (verb: BulkVerb, spaces: readonly SpaceRow[]): Promise<boolean> => {
    const done: SpaceRow[] = [];
    const failures: Failure[] = [];
    setProgress({ done: 0, count: spaces.length });
    for (const [place, space] of spaces.entries()) {
      try {
        await act(verb, space);
        done.push(space);
      } catch (error) {
        failures.push({ name: space.name, reason: sayProblem(error, say) });
      }
      setProgress({ done: place + 1, count: spaces.length });
    }
    setProgress(null);
    cache.refresh();
    tell(verb, done, failures);
    return failures.length === 0;
  };
  return { run, progress };
}
