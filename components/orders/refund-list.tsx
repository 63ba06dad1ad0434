'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useOrderCache } from './use-order-cache';
import { useOrderMoney } from './use-order-money';
import { useTroubleWord } from './use-order-words';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Ago } from '@/components/frame/ago';
import { usePerson } from '@/components/frame/person';
import { Section } from '@/components/frame/section';
import { Badge, type Meaning } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { CopyableId } from '@/components/ui/copyable-id';
import { toast } from '@/components/ui/toast';
import { acknowledgeRefund, retryRefund } from '@/lib/queries/order';
import type { SellerOrder } from '@/lib/schemas/order';

type Refund = SellerOrder['refunds'][number];

const meanings: Record<Refund['status'], Meaning> = {
  asked: 'waiting',
  pending: 'waiting',
  requires_action: 'attention',
  succeeded: 'fine',
  failed: 'failed',
  canceled: 'failed',
};

/** The money that went back, or is on its way: how much, why, and where it stands. */
export function RefundList({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders.refunds');
  if (order.refunds.length === 0) return null;
  return (
    <Section title={t('title')}>
      <ul className="divide-y">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="flex flex-col gap-2 px-4 py-3.5 sm:px-5">
            <RefundLine refund={refund} currency={order.currency} />
            <RefundTrouble refund={refund} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RefundLine({ refund, currency }: { refund: Refund; currency: string }) {
  const t = useTranslations();
  const money = useOrderMoney(currency);
  // One that failed and was seen to needs nobody any more.
  const isSeenTo = meanings[refund.status] === 'failed' && !refund.needsPerson;
  return (
    <div className="flex items-start gap-x-4 gap-y-1 max-sm:flex-wrap">
      <span className="sm:w-40">
        <Badge meaning={isSeenTo ? 'plain' : meanings[refund.status]}>
          {t(isSeenTo ? 'orders.refunds.seenTo' : `orders.refunds.state.${refund.status}`)}
        </Badge>
      </span>
      <div className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
        <p className="text-pretty">{t(`orders.refunds.reason.${refund.reason}`)}</p>
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-small text-ink-faint">
          <Ago at={refund.createdAt} />
          {refund.stripeRefundId === null ? null : (
            <CopyableId
              value={refund.stripeRefundId}
              copyLabel={t('common.copy')}
              copiedLabel={t('common.copied')}
            />
          )}
        </p>
      </div>
      <span className="font-medium max-sm:ml-auto">{money(refund.amountMinor)}</span>
    </div>
  );
}

/** Why it has not arrived, and what an admin can do about it. */
function RefundTrouble({ refund }: { refund: Refund }) {
  const t = useTranslations('orders.refunds');
  const troubleWord = useTroubleWord();
  const { isAdmin } = usePerson();
  const { error, status, needsPerson, canAskAgain } = refund;
  const isOver = status === 'failed' || status === 'canceled';
  if (error === null && !needsPerson) return null;
  const word = error === null ? undefined : troubleWord(error.code);
  return (
    <div className="flex flex-col gap-2 sm:ml-44">
      {error === null ? null : (
        <p className={isOver ? 'text-ink-soft' : 'text-attention'}>
          {isOver ? null : `${t('triedAgain', { count: refund.attempts })} `}
          {word ?? null}
          {word === undefined ? (
            <span lang="en" className="wrap-anywhere">
              {error.detail === '' ? error.code : error.detail}
            </span>
          ) : null}
        </p>
      )}
      {needsPerson ? (
        <p className="text-ink-soft">{t(canAskAgain ? 'moneyIsOwed' : 'unitsAreBack')}</p>
      ) : null}
      {needsPerson && isAdmin ? <RefundActions refund={refund} /> : null}
    </div>
  );
}

function RefundActions({ refund }: { refund: Refund }) {
  const t = useTranslations('orders.refunds');
  const say = useIssueWords();
  const cache = useOrderCache();
  const tell = {
    onError: (error: Error) => void toast.failed(sayProblem(error, say)),
    onSettled: () => cache.refresh(),
  };
  const retry = useMutation({
    mutationFn: () => retryRefund(refund.id),
    onSuccess: () => void toast.fine(t('retried')),
    ...tell,
  });
  const acknowledge = useMutation({
    mutationFn: () => acknowledgeRefund(refund.id),
    onSuccess: () => void toast.fine(t('acknowledged')),
    ...tell,
  });
  return (
    <div className="flex flex-wrap gap-2">
      {refund.canAskAgain ? (
        <Button pending={retry.isPending} onClick={() => retry.mutate()}>
          {t('retry')}
        </Button>
      ) : null}
      <Button pending={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
        {t('acknowledge')}
      </Button>
    </div>
  );
}
