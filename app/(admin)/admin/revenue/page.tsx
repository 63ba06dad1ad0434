import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { RevenueScreen } from '@/components/revenue/revenue-screen';
import { loadRevenueSearch, toSpan } from '@/components/revenue/revenue-search-params';
import { adminPage } from '@/lib/doors/page';
import { publicEnv } from '@/lib/env';
import { revenue } from '@/lib/queries/revenue';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('revenue');
  return { title: t('title') };
}

export default async function RevenuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const span = toSpan(loadRevenueSearch(asked), new Date(), publicEnv().stripe.mode === 'live');
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([client.query(revenue(db, span))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RevenueScreen />
    </HydrationBoundary>
  );
}
