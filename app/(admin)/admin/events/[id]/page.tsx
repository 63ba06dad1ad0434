import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventScreen } from '@/components/events/event-screen';
import { adminPage } from '@/lib/doors/page';
import { isId } from '@/lib/paths';
import { eventById, subEvents } from '@/lib/queries/event';
import { organisationOptions } from '@/lib/queries/organisation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('event');
  return { title: t('title') };
}

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ db }, { id }] = await Promise.all([adminPage({ organisers: true }), params]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    ...(isId(id) ? [client.query(eventById(db, id)), client.query(subEvents(db, id))] : []),
    client.query(organisationOptions(db)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EventScreen key={id} id={id} />
    </HydrationBoundary>
  );
}
