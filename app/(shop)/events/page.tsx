import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EventGrid } from '@/components/shop/event-grid';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { pageOf, ShopPages } from '@/components/shop/shop-pages';
import { ShopHeading, ShopNothing } from '@/components/shop/shop-part';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';

type EventsPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shop');
  return shopMetadata({ path: paths.shopEvents, title: t('eventsTitle'), description: t('eventsHint') });
}

export default async function EventsPage({ searchParams }: EventsPageProps) {
  const [{ events, asOf }, t, { page }] = await Promise.all([
    shopCatalog(),
    getTranslations('shop'),
    searchParams,
  ]);
  const shown = pageOf(events, page);
  return (
    <>
      <ShopHeading title={t('eventsTitle')} hint={t('eventsHint')} />
      {events.length === 0 ? <ShopNothing title={t('noEvents')} hint={t('noEventsHint')} /> : null}
      <EventGrid events={shown.rows} asOf={asOf} level={2} />
      <ShopPages path={paths.shopEvents} page={shown.page} pages={shown.pages} />
    </>
  );
}
