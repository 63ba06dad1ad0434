import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProductGrid } from '@/components/shop/product-grid';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { pageOf, ShopPages } from '@/components/shop/shop-pages';
import { ShopHeading, ShopNothing } from '@/components/shop/shop-part';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

type ProductsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return shopMetadata({
    path: paths.shopProducts,
    title: t('productsTitle'),
    description: t('productsHint'),
  });
}

export default async function ProductsPage({ searchParams }: ProductsPageProps) {
  const [{ products, asOf }, t, { page }] = await Promise.all([
    shopCatalog(),
    getTranslations('shop'),
    searchParams,
  ]);
  const shown = pageOf(products, page);
  return (
    <>
      <ShopHeading title={t('productsTitle')} hint={t('productsHint')} />
      {products.length === 0 ? <ShopNothing title={t('noProducts')} hint={t('noProductsHint')} /> : null}
      <ProductGrid products={shown.rows} asOf={asOf} level={2} />
      <ShopPages path={paths.shopProducts} page={shown.page} pages={shown.pages} />
    </>
  );
}
