import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadEventSearch, toFilters } from '@/components/events/event-search-params';
import { EventsScreen } from '@/components/events/events-screen';
import { adminPage } from '@/lib/doors/page';
import { eventList, eventTypesInUse } from '@/lib/queries/event';
import { organisationOptions } from '@/lib/queries/organisation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('event');
  return { title: t('title') };
}

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage({ organisers: true }), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(eventList(db, toFilters(loadEventSearch(asked)))),
    client.query(eventTypesInUse(db)),
    client.query(organisationOptions(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventsScreen />
    </HydrationBoundary>
  );
}
