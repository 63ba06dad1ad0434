import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventGrid } from '@/components/shop/event-grid';
import { ProductGrid } from '@/components/shop/product-grid';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { ShopHeading, ShopNothing, ShopPart } from '@/components/shop/shop-part';
import { SpaceGrid } from '@/components/shop/space-grid';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

const MOST_PRODUCTS = 6;
const MOST_OTHERS = 3;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return {
    ...(await shopMetadata({ path: paths.shop, title: t('name') })),
    title: { absolute: t('homeTitle') },
  };
}

/** What can still be had comes first; among that, what is new. */
function first<T>(all: T[], most: number, isThere: (each: T) => boolean): T[] {
  return [...all.filter(isThere), ...all.filter((each) => !isThere(each))].slice(0, most);
}

export default async function ShopHome() {
  const [{ products, events, spaces, asOf }, t] = await Promise.all([shopCatalog(), getTranslations('shop')]);
  const isEmpty = products.length + events.length + spaces.length === 0;
  const coming = first(events, MOST_OTHERS, ({ isOver }) => !isOver);
  return (
    <>
      <ShopHeading title={t('welcome')} hint={t('welcomeHint')} />
      {isEmpty ? <ShopNothing title={t('nothingYet')} hint={t('nothingYetHint')} /> : null}
      <div className="flex flex-col gap-20">
        {products.length > 0 ? (
          <ShopPart title={t('productsTitle')} href={paths.shopProducts} more={t('allProducts')}>
            <ProductGrid products={first(products, MOST_PRODUCTS, ({ inStock }) => inStock)} asOf={asOf} />
          </ShopPart>
        ) : null}
        {events.length > 0 ? (
          <ShopPart title={t('eventsTitle')} href={paths.shopEvents} more={t('allEvents')}>
            <EventGrid events={coming} asOf={asOf} />
          </ShopPart>
        ) : null}
        {spaces.length > 0 ? (
          <ShopPart title={t('spacesTitle')} href={paths.shopSpaces} more={t('allSpaces')}>
            <SpaceGrid spaces={spaces.slice(0, MOST_OTHERS)} />
          </ShopPart>
        ) : null}
      </div>
    </>
  );
}
