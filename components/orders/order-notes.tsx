'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { isDisputed } from './order-standing';
import { useOrderMoney } from './use-order-money';
import { useDisputeWord } from './use-order-words';
import { MeaningIcon } from '@/components/ui/badge';
import { isOnItsWay } from '@/lib/queries/order';
import type { SellerOrder } from '@/lib/schemas/order';

type Refund = SellerOrder['refunds'][number];

/** Refunds that nobody asked for, and why they are made. */
const ownReasons = ['sold_out', 'paid_twice', 'amount_differs'] as const;

/** What somebody who opens this order must know before anything else, each in a plain sentence. */
export function OrderNotes({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders.note');
  const money = useOrderMoney(order.currency);
  const disputeWord = useDisputeWord();
  const { disputeStatus } = order;
  const notes = order.refunds.flatMap((refund) => {
    const reason = ownReasons.find((each) => each === refund.reason);
    if (reason === undefined) return [];
    return [
      <Note key={refund.id} meaning={meaningOf(refund)}>
        {t(reason)} {t(`end.${endOf(refund)}`, { amount: money(refund.amountMinor) })}
      </Note>,
    ];
  });
  const failed = order.refunds.some(({ needsPerson }) => needsPerson);
  if (notes.length === 0 && !failed && disputeStatus === null) return null;
  return (
    <div className="mb-6 flex flex-col gap-2">
      {failed ? <Note meaning="failed">{t('refundFailed')}</Note> : null}
      {disputeStatus === null ? null : (
        <Note meaning={isDisputed(disputeStatus) ? 'attention' : 'waiting'}>
          {t(isDisputed(disputeStatus) ? 'disputed' : 'disputeOver', { state: disputeWord(disputeStatus) })}
        </Note>
      )}
      {notes}
    </div>
  );
}

function endOf({ status }: Refund): 'onItsWay' | 'done' | 'failed' {
  if (isOnItsWay(status)) return 'onItsWay';
  return status === 'succeeded' ? 'done' : 'failed';
}

function meaningOf(refund: Refund): keyof typeof looks {
  if (refund.needsPerson) return 'failed';
  return isOnItsWay(refund.status) ? 'attention' : 'waiting';
}

const looks = {
  waiting: 'bg-waiting-soft text-waiting',
  attention: 'bg-attention-soft text-attention',
  failed: 'bg-failed-soft text-failed',
};

function Note({ meaning, children }: { meaning: keyof typeof looks; children: ReactNode }) {
  return (
    <div role="status" className={`flex items-start gap-2 rounded px-3 py-2.5 ${looks[meaning]}`}>
      <span className="mt-0.5">
        <MeaningIcon meaning={meaning} size={16} />
      </span>
      <p className="max-w-[84ch] min-w-0 text-pretty wrap-anywhere">{children}</p>
    </div>
  );
}
