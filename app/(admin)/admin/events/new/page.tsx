import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { createLoader, type SearchParams } from 'nuqs/server';
import { NewEventScreen } from '@/components/events/new-event-screen';
import { parseAsId } from '@/components/frame/search-parsers';
import { adminPage } from '@/lib/doors/page';
import { organisationOptions } from '@/lib/queries/organisation';

const loadSearch = createLoader({ organisation: parseAsId, parent: parseAsId });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('event');
  return { title: t('newTitle') };
}

export default async function NewEventPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage({ organisers: true }), searchParams]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([client.query(organisationOptions(db))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <NewEventScreen {...loadSearch(asked)} />
    </HydrationBoundary>
  );
}
