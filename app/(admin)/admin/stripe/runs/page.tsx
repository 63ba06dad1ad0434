import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadStripeRunSearch } from '@/components/stripe-runs/stripe-run-search-params';
import { StripeRunsScreen } from '@/components/stripe-runs/stripe-runs-screen';
import { adminPage } from '@/lib/doors/page';
import { env } from '@/lib/env';
import { catalogueRules, leftOutCount } from '@/lib/queries/catalogue-rule';
import { organisationAccounts } from '@/lib/queries/organisation';
import { lastStripeRun, stripeRunList } from '@/lib/queries/stripe-run';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('stripeRuns');
  return { title: t('title') };
}

export default async function StripeRunsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const { page, size: pageSize } = loadStripeRunSearch(asked);
  const client = new QueryClient();
  const isLive = env().stripe.mode === 'live';
  const runs = async () => {
    const last = await client.query(lastStripeRun(db, isLive));
    await client.query(stripeRunList(db, { isLive, page, pageSize }, last));
  };
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    runs(),
    client.query(organisationAccounts(db)),
    client.query(catalogueRules(db)),
    client.query(leftOutCount(db, isLive)),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <StripeRunsScreen />
    </HydrationBoundary>
  );
}
