import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadSpaceSearch, toFilters } from '@/components/spaces/space-search-params';
import { SpacesScreen } from '@/components/spaces/spaces-screen';
import { adminPage } from '@/lib/doors/page';
import { isId } from '@/lib/paths';
import { spaceList, spaces, spaceTypesInUse } from '@/lib/queries/space';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('space');
  return { title: t('title') };
}

export default async function SpacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const { space } = asked;
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(spaceList(db, toFilters(loadSpaceSearch(asked)))),
    client.query(spaceTypesInUse(db)),
    ...(typeof space === 'string' && isId(space) ? [client.query(spaces.byId(db, space))] : []),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <SpacesScreen />
    </HydrationBoundary>
  );
}
