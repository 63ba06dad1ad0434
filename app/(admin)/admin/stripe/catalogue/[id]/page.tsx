import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProductScreen } from '@/components/catalogue/product-screen';
import { adminPage } from '@/lib/doors/page';
import { catalogueProductById } from '@/lib/queries/catalogue';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('catalogue');
  return { title: t('singular') };
}

export default async function CatalogueProductPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ db }, { id }] = await Promise.all([adminPage(), params]);
  const client = new QueryClient();
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([client.query(catalogueProductById(db, id))]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProductScreen id={id} />
    </HydrationBoundary>
  );
}
