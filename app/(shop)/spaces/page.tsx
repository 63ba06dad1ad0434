import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { pageOf, ShopPages } from '@/components/shop/shop-pages';
import { ShopHeading, ShopNothing } from '@/components/shop/shop-part';
import { SpaceGrid } from '@/components/shop/space-grid';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

type SpacesPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return shopMetadata({ path: paths.shopSpaces, title: t('spacesTitle'), description: t('spacesHint') });
}

export default async function SpacesPage({ searchParams }: SpacesPageProps) {
  const [{ spaces }, t, { page }] = await Promise.all([shopCatalog(), getTranslations('shop'), searchParams]);
  const shown = pageOf(spaces, page);
  return (
    <>
      <ShopHeading title={t('spacesTitle')} hint={t('spacesHint')} />
      {spaces.length === 0 ? <ShopNothing title={t('noSpaces')} hint={t('noSpacesHint')} /> : null}
      <SpaceGrid spaces={shown.rows} level={2} />
      <ShopPages path={paths.shopSpaces} page={shown.page} pages={shown.pages} />
    </>
  );
}
