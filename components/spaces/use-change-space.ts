'use client';

import { useTranslations } from 'next-intl';
import type { SpaceVerb } from './space-question';
import { useSpaceCache } from './use-space-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { spaces } from '@/lib/queries/space';
import type { SpaceRow } from '@/lib/schemas/space';

/** Archives, revives or deletes a space and says so; what can be undone offers it. */
export function useChangeSpace() {
  const t = useTranslations('space');
  const common = useTranslations('common');
  const say = useIssueWords();
  const cache = useSpaceCache();

  const setActive = async ({ id }: SpaceRow, isActive: boolean) => {
    cache.put(await spaces.save({ id, input: { is_active: isActive } }));
    cache.refresh();
  };
  const undo = async (space: SpaceRow, isActive: boolean) => {
    try {
      await setActive(space, isActive);
      toast.fine(t('undone', { name: space.name }));
    } catch (error) {
      toast.failed(t('undoFailed', { name: space.name, reason: sayProblem(error, say) }));
    }
  };
  return async (space: SpaceRow, verb: SpaceVerb) => {
    const { name } = space;
    if (verb === 'delete') {
      await spaces.remove(space.id);
      cache.drop(space.id);
      cache.refresh();
      toast.fine(t('deleteDone', { name }));
      return;
    }
    const isActive = verb === 'revive';
    await setActive(space, isActive);
    toast.fine(t(`${verb}Done`, { name }), {
      label: common('undo'),
      onClick: () => void undo(space, !isActive),
    });
  };
}
