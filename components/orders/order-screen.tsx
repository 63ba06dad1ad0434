'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, CircleSlash, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { EndCheckoutQuestion } from './end-checkout-question';
import { OrderAbout } from './order-about';
import { OrderHistory } from './order-history';
import { OrderItems } from './order-items';
import { OrderNotes } from './order-notes';
import { OrderPayment } from './order-payment';
import { OrderSkeleton } from './order-skeleton';
import { RefundDialog } from './refund-dialog';
import { isRefundable } from './refund-lines';
import { RefundList } from './refund-list';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PageHeader } from '@/components/frame/page-header';
import { usePerson } from '@/components/frame/person';
import { useDb } from '@/components/frame/public-env';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ErrorState } from '@/components/ui/error-state';
import { paths } from '@/lib/paths';
import { orderById } from '@/lib/queries/order';
import type { SellerOrder } from '@/lib/schemas/order';

/** One order: what was bought and what has become of it, what was paid and given back, and what happened when. */
export function OrderScreen({ id }: { id: string }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(orderById(useDb(), id));
  if (data !== undefined) return <OrderPage order={data} />;
  if (error === null) return <OrderSkeleton />;
  return (
    <>
      <PageHeader title={t('orders.singular')} actions={<BackLink />} />
      <ErrorState
        title={t('orders.loadFailed')}
        detail={sayProblem(error, say)}
        retryLabel={t('common.retry')}
        onRetry={() => void refetch()}
        pending={isFetching}
      />
    </>
  );
}

function BackLink() {
  const t = useTranslations('orders');
  return (
    <ButtonLink href={paths.orders} icon={<ArrowLeft size={14} aria-hidden />}>
      {t('back')}
    </ButtonLink>
  );
}

function OrderPage({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders');
  return (
    <>
      <PageHeader
        title={t('one', { number: String(order.number) })}
        actions={
          <>
            <BackLink />
            <OrderActions order={order} />
          </>
        }
      />
      <OrderNotes order={order} />
      <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <OrderItems order={order} />
          <RefundList order={order} />
          <div className="max-xl:hidden">
            <OrderHistory order={order} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <OrderAbout order={order} />
          <OrderPayment order={order} />
          <div className="xl:hidden">
            <OrderHistory order={order} />
          </div>
        </div>
      </div>
    </>
  );
}

/** What an admin may do with an order as it stands; organisers look on. */
function OrderActions({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders');
  const { isAdmin } = usePerson();
  const [asking, setAsking] = useState<'refund' | 'end' | null>(null);
  if (!isAdmin) return null;
  const end = () => setAsking(null);
  return (
    <>
      {isRefundable(order) ? (
        <Button icon={<Undo2 size={14} aria-hidden />} onClick={() => setAsking('refund')}>
          {t('refund.open')}
        </Button>
      ) : null}
      {order.status === 'open' && order.stripeSessionId !== null ? (
        <Button icon={<CircleSlash size={14} aria-hidden />} onClick={() => setAsking('end')}>
          {t('endCheckout.confirm')}
        </Button>
      ) : null}
      {asking === 'refund' ? <RefundDialog order={order} onClose={end} /> : null}
      {asking === 'end' ? <EndCheckoutQuestion order={order} onEnd={end} /> : null}
    </>
  );
}
