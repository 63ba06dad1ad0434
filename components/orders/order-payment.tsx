'use client';

import { useTranslations } from 'next-intl';
import { useOrderMoney } from './use-order-money';
import { usePublicEnv } from '@/components/frame/public-env';
import { Section } from '@/components/frame/section';
import { CopyableId } from '@/components/ui/copyable-id';
import { ExternalLink } from '@/components/ui/external-link';
import { stripePage } from '@/lib/paths';
import type { SellerOrder } from '@/lib/schemas/order';

/** The money of an order: what it comes to, what went back, what the platform keeps, and where Stripe shows it. */
export function OrderPayment({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders');
  const money = useOrderMoney(order.currency);
  const given = order.refunds
    .filter(({ status }) => status !== 'failed' && status !== 'canceled')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const paid = order.payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const hasMore = paid !== order.totalMinor && paid > 0;
  const lines = [
    { term: t('column.total'), value: money(order.totalMinor), isStrong: true },
    ...(hasMore ? [{ term: t('payment.paid'), value: money(paid) }] : []),
    ...(given === 0 ? [] : [{ term: t('column.refunded'), value: `− ${money(given)}` }]),
    ...(order.feeMinor === 0 ? [] : [{ term: t('payment.fee'), value: money(order.feeMinor) }]),
  ];
  return (
    <Section title={t('payment.title')}>
      <dl className="flex flex-col gap-2 p-4 sm:p-5 xl:p-4">
        {lines.map(({ term, value, isStrong = false }) => (
          <div key={term} className="flex items-baseline justify-between gap-4">
            <dt className="text-ink-faint">{term}</dt>
            <dd className={isStrong ? 'font-semibold' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-col gap-3 border-t bg-canvas p-4 sm:p-5 xl:p-4">
        {order.payments.length === 0 ? (
          <p className="text-ink-soft">{order.totalMinor === 0 ? t('payment.free') : t('payment.none')}</p>
        ) : null}
        {order.payments.map((payment) => (
          <div key={payment.stripePaymentIntentId} className="min-w-0">
            <p className="text-small text-ink-faint">
              {payment.isConfirmed ? t('payment.confirmed') : t('payment.goesBack')} ·{' '}
              {money(payment.amountMinor)}
            </p>
            <PaymentId id={payment.stripePaymentIntentId} account={order.account} />
          </div>
        ))}
        {order.isLive ? null : <p className="text-small text-ink-faint">{t('payment.test')}</p>}
      </div>
    </Section>
  );
}

function PaymentId({ id, account }: { id: string; account: string | null }) {
  const t = useTranslations('common');
  const { dashboardUrl } = usePublicEnv().stripe;
  return (
    <CopyableId value={id} copyLabel={t('copy')} copiedLabel={t('copied')}>
      <ExternalLink
        href={stripePage(dashboardUrl, 'payments', id, account ?? undefined)}
        newTabLabel={t('newTab')}
      >
        {id}
      </ExternalLink>
    </CopyableId>
  );
}
