'use client';

import { useLocale, useTranslations } from 'next-intl';
import { OrderBadge } from '../orders/order-badge';
import { standingOfRow } from '../orders/order-standing';
import { Badge, MeaningIcon } from '../ui/badge';
import { NeedLink } from './need-link';
import { Section } from './section';
import { useKindWord } from './use-kind-word';
import { formatMoney } from '@/lib/money';
import { paths, rowPage } from '@/lib/paths';
import type { SyncOverview } from '@/lib/queries/sync';
import type { OrderRow } from '@/lib/schemas/order';

export type Needs = {
  rows: SyncOverview['needs'];
  /** The newest orders that need a person, and how many there are. */
  orders: { rows: OrderRow[]; total: number };
  failedNotices: number;
  /** Differences with Stripe that nobody has decided about. */
  drift: number;
};

/** What nobody but a person can mend, each a link to where that is done: money first, then drift, notices and rows. */
export function NeedsList({ needs }: { needs: Needs }) {
  const t = useTranslations('overview');
  const { rows, orders, failedNotices, drift } = needs;
  if (rows.length + orders.total + failedNotices + drift === 0) return <NothingNeeded />;
  const more = orders.total - orders.rows.length;
  return (
    <Section title={t('needs')}>
      <ul className="divide-y">
        {orders.rows.map((order) => (
          <OrderNeed key={order.id} order={order} />
        ))}
        {more > 0 ? (
          <NeedLink
            href={paths.ordersThatNeedSomebody}
            badge={null}
            name={t('moreOrders', { count: more })}
            detail={null}
            at={null}
          />
        ) : null}
        {drift > 0 ? <DriftNeed count={drift} /> : null}
        {failedNotices > 0 ? <NoticeNeed count={failedNotices} /> : null}
        {rows.map((row) => (
          <RowNeed key={`${row.kind} ${row.id}`} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function NothingNeeded() {
  const t = useTranslations('overview');
  return (
    <Section title={t('needs')}>
      <div className="flex items-start gap-3 px-4 py-4">
        <span className="mt-0.5 text-fine">
          <MeaningIcon meaning="fine" size={16} />
        </span>
        <p>
          <span className="block font-medium">{t('needsNone')}</span>
          <span className="text-ink-soft">{t('needsNoneHint')}</span>
        </p>
      </div>
    </Section>
  );
}

function OrderNeed({ order }: { order: OrderRow }) {
  const t = useTranslations('overview');
  const locale = useLocale();
  const said = [formatMoney(order.total, order.currency, locale), order.email, order.names];
  return (
    <NeedLink
      href={paths.adminOrder(order.id)}
      badge={<OrderBadge standing={standingOfRow(order)} />}
      name={t('order', { number: String(order.number) })}
      detail={said.filter((word) => word !== null).join(' · ')}
      at={order.created_at}
    />
  );
}

function DriftNeed({ count }: { count: number }) {
  const t = useTranslations('drift');
  return (
    <NeedLink
      href={paths.drift}
      badge={<Badge meaning="attention">{t('title')}</Badge>}
      name={t('count', { count })}
      detail={t('need')}
      at={null}
    />
  );
}

function NoticeNeed({ count }: { count: number }) {
  const t = useTranslations();
  return (
    <NeedLink
      href={paths.noticesOf('failed')}
      badge={<Badge meaning="failed">{t('notices.state.failed')}</Badge>}
      name={t('overview.failedNotices', { count })}
      detail={t('overview.noticeWord')}
      at={null}
    />
  );
}

function RowNeed({ row }: { row: SyncOverview['needs'][number] }) {
  const t = useTranslations();
  const wordOf = useKindWord();
  return (
    <NeedLink
      href={rowPage(row.kind, row.id) ?? paths.syncLogOf(row.id)}
      badge={
        <Badge meaning={row.status === 'failed' ? 'failed' : 'attention'}>{t(`sync.${row.status}`)}</Badge>
      }
      name={row.name ?? t('overview.unnamed')}
      detail={
        <>
          {wordOf(row.kind)}
          {row.error === null || row.error.detail === '' ? null : (
            <span lang="en"> · {row.error.detail}</span>
          )}
        </>
      }
      at={row.since}
    />
  );
}
