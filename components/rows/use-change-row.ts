'use client';

import { useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { toast } from '../ui/toast';
import type { NounScreen, ScreenRow } from './noun';
import { useRowCache } from './use-row-cache';

export type RowVerb = 'archive' | 'revive' | 'delete';

/** Archives, revives or deletes a row and says so; what can be undone offers it. */
export function useChangeRow<Row extends ScreenRow, Input extends object>(screen: NounScreen<Row, Input>) {
  const { noun, queries } = screen;
  const t = useTranslations(noun);
  const common = useTranslations('common');
  const say = useIssueWords();
  const cache = useRowCache<Row>(noun);

  const setActive = async (row: Row, isActive: boolean) => {
    cache.put(await queries.setActive(row.id, isActive));
    cache.refresh();
  };
  const undo = async (row: Row, isActive: boolean) => {
    try {
      await setActive(row, isActive);
      toast.fine(t('undone', { name: row.name }));
    } catch (error) {
      toast.failed(t('undoFailed', { name: row.name, reason: sayProblem(error, say) }));
    }
  };
  return async (row: Row, verb: RowVerb) => {
    const { name } = row;
    if (verb === 'delete') {
      await queries.remove(row.id);
      cache.drop(row.id);
      cache.refresh();
      toast.fine(t('deleteDone', { name }));
      return;
    }
    const isActive = verb === 'revive';
    await setActive(row, isActive);
    toast.fine(t(`${verb}Done`, { name }), {
      label: common('undo'),
      onClick: () => void undo(row, !isActive),
    });
  };
}
