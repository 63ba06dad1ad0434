'use client';

import { useTranslations } from 'next-intl';
import { OrderBadge } from './order-badge';
import { standingOf } from './order-standing';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { DefinitionList } from '@/components/ui/definition-list';
import type { SellerOrder } from '@/lib/schemas/order';

/** Whose order it is, and where it stands. */
export function OrderAbout({ order }: { order: SellerOrder }) {
  const t = useTranslations('orders');
  const { email, seller, createdAt, paidAt, closedAt, holdUntil } = order;
  const standing = standingOf({
    status: order.status,
    hasFailedRefund: order.refunds.some(({ needsPerson }) => needsPerson),
    disputeStatus: order.disputeStatus,
    isPartlyRefunded: order.refunds.some(({ status }) => status !== 'failed' && status !== 'canceled'),
  });
  return (
    <Section title={t('about')}>
      <div className="p-4 sm:p-5 xl:p-4">
        <DefinitionList
          items={[
            {
              term: t('column.status'),
              value: (
                <span role="status">
                  <OrderBadge standing={standing} />
                </span>
              ),
            },
            {
              term: t('column.email'),
              value:
                email === null ? (
                  <span className="text-ink-faint">{t('noEmail')}</span>
                ) : (
                  <a
                    href={`mailto:${email}`}
                    className="rounded text-accent-text underline-offset-2 hover:underline"
                  >
                    {email}
                  </a>
                ),
            },
            { term: t('column.seller'), value: seller ?? t('ownShop') },
            { term: t('column.created_at'), value: <Ago at={createdAt} /> },
            ...(paidAt === null ? [] : [{ term: t('paidAt'), value: <Ago at={paidAt} /> }]),
            ...(holdUntil === null ? [] : [{ term: t('holdUntil'), value: <Ago at={holdUntil} /> }]),
            ...(closedAt === null ? [] : [{ term: t('closedAt'), value: <Ago at={closedAt} /> }]),
          ]}
        />
      </div>
    </Section>
  );
}
