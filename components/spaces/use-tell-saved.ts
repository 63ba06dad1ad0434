'use client';

import { useTranslations } from 'next-intl';
import { useSpaceCache } from './use-space-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { spaces } from '@/lib/queries/space';
import { toInput, type SpaceRow } from '@/lib/schemas/space';

/** After a save: the row at once in the list, and a word with the way back, as long as nobody has changed it since. */
export function useTellSaved() {
  const t = useTranslations('space');
  const common = useTranslations('common');
  const say = useIssueWords();
  const cache = useSpaceCache();

  const undo = async (saved: SpaceRow, before: SpaceRow) => {
    try {
      cache.put(await spaces.save({ id: saved.id, revision: saved.revision, input: toInput(before) }));
      toast.fine(t('undone', { name: before.name }));
    } catch (error) {
      toast.failed(t('undoFailed', { name: saved.name, reason: sayProblem(error, say) }));
    }
    cache.refresh();
  };
  return (saved: SpaceRow, before: SpaceRow | null) => {
    cache.put(saved);
    cache.refresh();
    const { name } = saved;
    if (before === null) return toast.fine(t('created', { name }));
    const hasChanged = saved.revision !== before.revision;
    return toast.fine(
      t('saved', { name }),
      hasChanged ? { label: common('undo'), onClick: () => void undo(saved, before) } : undefined,
    );
  };
}
