'use client';

import { useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { toast } from '../ui/toast';
import type { NounScreen, ScreenRow } from './noun';
import { useRowCache } from './use-row-cache';

/** After a save: the row at once in the list, and a word with the way back, as long as nobody has changed it since. */
export function useTellSaved<Row extends ScreenRow, Input extends object>(screen: NounScreen<Row, Input>) {
  const { noun, queries, toInput } = screen;
  const t = useTranslations(noun);
  const common = useTranslations('common');
  const say = useIssueWords();
  const cache = useRowCache<Row>(noun);

  const undo = async (saved: Row, before: Row) => {
    try {
      cache.put(await queries.save({ id: saved.id, revision: saved.revision, input: toInput(before) }));
      toast.fine(t('undone', { name: before.name }));
    } catch (error) {
      toast.failed(t('undoFailed', { name: saved.name, reason: sayProblem(error, say) }));
    }
    cache.refresh();
  };
  return (saved: Row, before: Row | null) => {
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
