import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { SearchParams } from 'nuqs/server';
import { loadProductSearch, toFilters } from '@/components/products/product-search-params';
import { ProductsScreen } from '@/components/products/products-screen';
import { adminPage } from '@/lib/doors/page';
import { isId } from '@/lib/paths';
import { productList, products } from '@/lib/queries/product';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('product');
  return { title: t('title') };
}

export default async function ProductsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ db }, asked] = await Promise.all([adminPage(), searchParams]);
  const client = new QueryClient();
  const { product } = asked;
  // A failure here is not the end: the browser asks again, and says so if that fails too.
  await Promise.allSettled([
    client.query(productList(db, toFilters(loadProductSearch(asked)))),
    ...(typeof product === 'string' && isId(product) ? [client.query(products.byId(db, product))] : []),
  ]);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <ProductsScreen />
    </HydrationBoundary>
  );
}
