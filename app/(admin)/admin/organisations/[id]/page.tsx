import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { OrganisationScreen } from '@/components/organisations/organisation-screen';
import { adminPage } from '@/lib/doors/page';
import { organisationById, organisationPeople } from '@/lib/queries/organisation';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('organisation');
  return { title: t('one') };
}

export default async function OrganisationPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ db }, { id }] = await Promise.all([adminPage(), params]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(organisationById(db, id)),
    client.query(organisationPeople(db, id)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <OrganisationScreen id={id} />
    </HydrationBoundary>
  );
}
