import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadRunRowSearch, toFilters } from '@/components/sync-run/run-row-search-params';
import { RunScreen } from '@/components/sync-run/run-screen';
import { adminPage } from '@/lib/doors/page';
import { syncRunById, syncRunRows } from '@/lib/queries/sync-run';

type PageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('syncRun');
  return { title: t('title') };
}

export default async function SyncRunPage({ params, searchParams }: PageProps) {
  const [{ db }, { id }, asked] = await Promise.all([adminPage(), params, searchParams]);
  const client = new QueryClient();
  const rows = async () => {
    const run = await client.query(syncRunById(db, id));
    await client.query(syncRunRows(db, run, toFilters(loadRunRowSearch(asked))));
  };
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([rows()]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <RunScreen id={id} />
    </HydrationBoundary>
  );
}
