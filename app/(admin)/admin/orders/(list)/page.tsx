import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadOrderSearch, toFilters } from '@/components/orders/order-search-params';
import { OrdersScreen } from '@/components/orders/orders-screen';
import { adminPage } from '@/lib/doors/page';
import { orderList } from '@/lib/queries/order';
import { organisationOptions } from '@/lib/queries/organisation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders');
  return { title: t('title') };
}

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage({ organisers: true }), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(orderList(db, toFilters(loadOrderSearch(asked), new Date()))),
    client.query(organisationOptions(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OrdersScreen />
    </HydrationBoundary>
  );
}
