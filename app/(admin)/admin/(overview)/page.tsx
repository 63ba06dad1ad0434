import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Overview } from '@/components/frame/overview';
import { PageHeader } from '@/components/frame/page-header';
import { adminPage } from '@/lib/doors/page';
import { driftCount } from '@/lib/queries/drift';
import { failedNotices } from '@/lib/queries/notice';
import { needyOrders } from '@/lib/queries/order';
import { syncOverview } from '@/lib/queries/sync';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview');
  return { title: t('title') };
}

export default async function OverviewPage() {
  const { db } = await adminPage();
  const t = await getTranslations('overview');
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(syncOverview(db)),
    client.query(needyOrders(db)),
    client.query(failedNotices(db)),
    client.query(driftCount(db, 'overview')),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeader title={t('title')} />
      <Overview />
    </HydrationBoundary>
  );
}
