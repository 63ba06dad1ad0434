import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { CatalogueScreen } from '@/components/catalogue/catalogue-screen';
import { loadCatalogueSearch, toFilters } from '@/components/catalogue/catalogue-search-params';
import { adminPage } from '@/lib/doors/page';
import { publicEnv } from '@/lib/env';
import { catalogueCounts, catalogueList } from '@/lib/queries/catalogue';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue');
  return { title: t('title') };
}

export default async function CataloguePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const isLive = publicEnv().stripe.mode === 'live';
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(catalogueList(db, toFilters(loadCatalogueSearch(asked), new Date(), isLive))),
    client.query(catalogueCounts(db, isLive)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CatalogueScreen />
    </HydrationBoundary>
  );
}
