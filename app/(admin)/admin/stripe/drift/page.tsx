import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { DriftScreen } from '@/components/drift/drift-screen';
import { loadDriftSearch, toFilters } from '@/components/drift/drift-search-params';
import { adminPage } from '@/lib/doors/page';
import { driftList } from '@/lib/queries/drift';
import { syncStatus } from '@/lib/queries/sync';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('drift');
  return { title: t('title') };
}

export default async function DriftPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(driftList(db, toFilters(loadDriftSearch(asked)))),
    client.query(syncStatus(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <DriftScreen />
    </HydrationBoundary>
  );
}
