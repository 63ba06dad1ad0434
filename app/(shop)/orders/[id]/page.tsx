import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { LocalTime } from '@/components/shop/local-time';
import { OrderItems } from '@/components/shop/order-items';
import { OrderRefunds, OrderStatusText } from '@/components/shop/order-status';
import { OrderTickets } from '@/components/shop/order-tickets';
import { OrderWatch } from '@/components/shop/order-watch';
import { PrintButton } from '@/components/shop/print-button';
import { orderPage } from '@/lib/doors/shop';

type OrderPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

// An order is its buyer's own: nobody shall find it, and no site shall be told its address.
const own: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return { ...own, title: t('orderTitle') };
}

export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const [{ id }, { key }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('shop'),
    getLocale(),
  ]);
  const order = typeof key === 'string' ? await orderPage(id, key) : undefined;
  if (order === undefined || typeof key !== 'string') notFound();
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-12">
      <OrderWatch order={order} orderKey={key} />
      <header className="flex flex-col gap-5">
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div>
            <h1 className="text-display font-semibold tracking-tight">
              {t('orderNumber', { number: String(order.number) })}
            </h1>
            <p className="mt-1 text-ink-soft">
              <LocalTime at={order.paidAt ?? order.createdAt} /> ·{' '}
              {t('from', { name: order.seller ?? t('name') })}
              {order.email === null ? null : <span className="block break-words">{order.email}</span>}
            </p>
          </div>
          <PrintButton />
        </div>
        <div aria-live="polite">
          <OrderStatusText order={order} />
        </div>
      </header>
      <OrderRefunds order={order} locale={locale} />
      <OrderTickets order={order} locale={locale} />
      <OrderItems order={order} locale={locale} />
      <p className="text-pretty text-ink-faint print:hidden">{t('keepThis')}</p>
    </div>
  );
}
