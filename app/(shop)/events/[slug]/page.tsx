import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { EventFacts } from '@/components/shop/event-facts';
import { EventGrid } from '@/components/shop/event-grid';
import { JsonLd } from '@/components/shop/json-ld';
import { ShopBack, ShopDetail } from '@/components/shop/shop-detail';
import { shopMetadata } from '@/components/shop/shop-metadata';
import { eventAbout } from '@/components/shop/structured';
import { TicketList } from '@/components/shop/ticket-list';
import { visitorPage } from '@/lib/doors/page';
import { shopCatalog } from '@/lib/doors/shop';
import { paths } from '@/lib/paths';
import { ShopLink } from '@/components/shop/shop-link';

type EventPageProps = { params: Promise<{ slug: string }> };

async function read({ params }: EventPageProps) {
  const [{ events, asOf }, { slug }] = await Promise.all([shopCatalog(), params]);
  const event = events.find((each) => each.slug === decodeURIComponent(slug));
  if (event === undefined) notFound();
  return { event, parts: events.filter(({ parent }) => parent?.slug === event.slug), asOf };
}

export async function generateMetadata(props: EventPageProps): Promise<Metadata> {
  const { event } = await read(props);
  const { title, description, imageUrl, slug } = event;
  return shopMetadata({ path: paths.shopEvent(slug), title, description, imageUrl });
}

export default async function EventPage(props: EventPageProps) {
  const [{ event, parts, asOf }, { env }, t, locale] = await Promise.all([
    read(props),
    visitorPage(),
    getTranslations('shop'),
    getLocale(),
  ]);
  return (
    <>
      <JsonLd about={eventAbout(event, env.appUrl)} />
      <ShopBack href={paths.shopEvents} label={t('allEvents')} />
      <ShopDetail
        title={event.title}
        imageUrl={event.imageUrl}
        description={event.description}
        facts={<EventFacts event={event} locale={locale} />}
      >
        {event.parent === null ? null : (
          <p className="text-ink-soft">
            {t('partOf')}{' '}
            <ShopLink href={paths.shopEvent(event.parent.slug)} className="text-accent-text underline">
              {event.parent.title}
            </ShopLink>
          </p>
        )}
      </ShopDetail>
      <TicketList event={event} asOf={asOf} />
      {parts.length > 0 ? (
        <section className="mt-16 flex flex-col gap-6">
          <h2 className="text-title font-semibold tracking-tight">{t('subEvents')}</h2>
          <EventGrid events={parts} asOf={asOf} />
        </section>
      ) : null}
    </>
  );
}
