import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrderScreen } from '@/components/orders/order-screen';
import { adminPage } from '@/lib/doors/page';
import { orderById } from '@/lib/queries/order';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders');
  return { title: t('singular') };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ db }, { id }] = await Promise.all([adminPage({ organisers: true }), params]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([client.query(orderById(db, id))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OrderScreen id={id} />
    </HydrationBoundary>
  );
}
