import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadRowSearch, toFilters } from '@/components/sync-page/row-search-params';
import { SyncScreen } from '@/components/sync-page/sync-screen';
import { adminPage } from '@/lib/doors/page';
import { syncRows, syncStatus } from '@/lib/queries/sync';
import { syncRunById, syncRuns } from '@/lib/queries/sync-run';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('syncPage');
  return { title: t('title') };
}

export default async function SyncPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const status = async () => {
    const { openRun } = await client.query(syncStatus(db));
    if (openRun !== null) await client.query(syncRunById(db, openRun));
  };
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    status(),
    client.query(syncRows(db, toFilters(loadRowSearch(asked)))),
    client.query(syncRuns(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SyncScreen />
    </HydrationBoundary>
  );
}
