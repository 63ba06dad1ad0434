'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { toast } from '@/components/ui/toast';
import { adoptProduct, askOrigin, decide } from '@/lib/queries/drift';
import type { Decision, DriftRow, NobodysProduct } from '@/lib/schemas/drift';

/** Rows and their badges show what was decided, so everything on the screen is asked for again. */
function useLookAgain() {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}

/** Decides about differences, and tells how it went. */
export function useDecide(onDone: () => void) {
  const t = useTranslations('drift');
  const say = useIssueWords();
  return useMutation({
    mutationFn: ({ rows, decision }: { rows: readonly DriftRow[]; decision: Decision }) =>
      decide(
        rows.map(({ id }) => id),
        decision,
      ),
    onSuccess: ({ done, failed }, { decision }) => {
      const text = t(`done.${decision}`, { count: done });
      const [first] = failed;
      if (first === undefined) toast.fine(text);
      else
        toast.failed(
          t('someFailed', { text, count: failed.length, reason: say({ key: first.code, params: {} }) }),
        );
      onDone();
    },
    onSettled: useLookAgain(),
  });
}

/** Asks Stripe who changed a field. */
export function useAskOrigin(drift: DriftRow) {
  const say = useIssueWords();
  return useMutation({
    mutationFn: () => askOrigin(drift.id),
    onError: (error) => toast.failed(sayProblem(error, say)),
    onSettled: useLookAgain(),
  });
}

/** Makes a row of a product that is nobody's. */
export function useAdoptProduct(product: NobodysProduct, onDone: () => void) {
  const t = useTranslations('drift');
  return useMutation({
    mutationFn: () => adoptProduct(product.stripe_product_id),
    onSuccess: () => {
      toast.fine(t('nobody.done', { name: product.name }));
      onDone();
    },
    onSettled: useLookAgain(),
  });
}
