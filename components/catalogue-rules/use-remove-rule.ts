'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { deleteCatalogueRule, saveCatalogueRule } from '@/lib/queries/catalogue-rule';
import type { CatalogueRule } from '@/lib/schemas/catalogue-rule';

/** Removes a rule at once, and offers the way back. */
export function useRemoveRule() {
  const t = useTranslations();
  const client = useQueryClient();
  const say = useIssueWords();
  const refresh = () => void client.invalidateQueries();
  const undo = async ({ leaves_out, type, days }: CatalogueRule) => {
    try {
      await saveCatalogueRule(null, { leaves_out, type, days });
      toast.fine(t('catalogueRules.saved'));
    } catch (error) {
      toast.failed(sayProblem(error, say));
    }
    refresh();
  };
  return useMutation({
    mutationFn: ({ id }: CatalogueRule) => deleteCatalogueRule(id),
    onSuccess: (_nothing, rule) =>
      toast.fine(t('catalogueRules.removed'), { label: t('common.undo'), onClick: () => void undo(rule) }),
    onError: (error) => toast.failed(sayProblem(error, say)),
    onSettled: refresh,
  });
}
