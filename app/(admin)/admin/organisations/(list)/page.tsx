import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadOrganisationSearch, toFilters } from '@/components/organisations/organisation-search-params';
import { OrganisationsScreen } from '@/components/organisations/organisations-screen';
import { adminPage } from '@/lib/doors/page';
import { organisationList } from '@/lib/queries/organisation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisation');
  return { title: t('title') };
}

export default async function OrganisationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([client.query(organisationList(db, toFilters(loadOrganisationSearch(asked))))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OrganisationsScreen />
    </HydrationBoundary>
  );
}
