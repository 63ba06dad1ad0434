import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { JsonLd } from '@/components/shop/json-ld';
import { ProductOffer } from '@/components/shop/product-offer';
import { ShopBack, ShopDetail } from '@/components/shop/shop-detail';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { productAbout } from '@/components/shop/structured';
import { visitorPage } from '@/lib/doors/page';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

type ProductPageProps = { params: Promise<{ slug: string }> };

async function read({ params }: ProductPageProps) {
  const [{ products, asOf }, { slug }] = await Promise.all([shopCatalog(), params]);
  const product = products.find((each) => each.slug === decodeURIComponent(slug));
  return product ? { product, asOf } : notFound();
}

export async function generateMetadata(props: ProductPageProps): Promise<Metadata> {
  const { product } = await read(props);
  const { name, description, imageUrl, slug } = product;
  return shopMetadata({ path: paths.shopProduct(slug), title: name, description, imageUrl });
}

export default async function ProductPage(props: ProductPageProps) {
  const [{ product, asOf }, { env }, t] = await Promise.all([
    read(props),
    visitorPage(),
    getTranslations('shop'),
  ]);
  return (
    <>
      <JsonLd about={productAbout(product, env.appUrl)} />
      <ShopBack href={paths.shopProducts} label={t('allProducts')} />
      <ShopDetail title={product.name} imageUrl={product.imageUrl} description={product.description}>
        <ProductOffer product={product} asOf={asOf} size="page" />
      </ShopDetail>
    </>
  );
}
