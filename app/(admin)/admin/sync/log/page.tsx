import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { LogScreen } from '@/components/sync-log/log-screen';
import { loadLogSearch, toFilters } from '@/components/sync-log/log-search-params';
import { adminPage } from '@/lib/doors/page';
import { syncStatus } from '@/lib/queries/sync';
import { syncLog, syncRowName } from '@/lib/queries/sync-log';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('syncLog');
  return { title: t('title') };
}

export default async function SyncLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const search = loadLogSearch(asked);
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(syncLog(db, toFilters(search, new Date()))),
    client.query(syncStatus(db)),
    ...(search.row === null ? [] : [client.query(syncRowName(db, search.row))]),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <LogScreen />
    </HydrationBoundary>
  );
}
