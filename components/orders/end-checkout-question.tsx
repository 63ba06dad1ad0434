'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useOrderCache } from './use-order-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { endCheckout } from '@/lib/queries/order';
import type { SellerOrder } from '@/lib/schemas/order';

type EndCheckoutQuestionProps = { order: SellerOrder; onEnd: () => void };

/** Asks before an open checkout is ended. A buyer who pays at this moment wins, and the admin is told. */
export function EndCheckoutQuestion({ order, onEnd }: EndCheckoutQuestionProps) {
  const t = useTranslations('orders.endCheckout');
  const say = useIssueWords();
  const cache = useOrderCache();
  const number = String(order.number);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => endCheckout(order.id),
    onSuccess: ({ status }) => {
      const isEnded = status === 'cancelled' || status === 'expired';
      if (isEnded) toast.fine(t('done', { number }));
      // What it was over by already, the page then shows.
      else if (status !== null) toast.failed(t('paidMeanwhile', { number }));
      onEnd();
    },
    onSettled: () => cache.refresh(),
  });
  const units = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <ConfirmDialog
      open
      title={t('title', { number })}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      tone="danger"
      pending={isPending}
      error={error === null ? null : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onEnd}
    >
      {t('text', { count: units })}
    </ConfirmDialog>
  );
}
