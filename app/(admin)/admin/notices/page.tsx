import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadNoticeSearch, toFilters } from '@/components/notices/notice-search-params';
import { NoticesScreen } from '@/components/notices/notices-screen';
import { adminPage } from '@/lib/doors/page';
import { failedNotices, noticeGaps, noticeList } from '@/lib/queries/notice';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notices');
  return { title: t('title') };
}

export default async function NoticesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(noticeList(db, toFilters(loadNoticeSearch(asked), new Date()))),
    client.query(noticeGaps(db)),
    client.query(failedNotices(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NoticesScreen />
    </HydrationBoundary>
  );
}
