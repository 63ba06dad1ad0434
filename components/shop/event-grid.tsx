import { getLocale, getTranslations } from 'next-intl/server';
import { EventPrice } from './event-price';
import { eventTimes, placeOf } from './event-times';
import { ShopCard, ShopGrid } from './shop-card';
import type { ShopEvent } from '@/lib/schemas/shop';
import { shopPaths } from '@/lib/shop-paths';

/** Events beside each other, each with its time and what it costs to be there. */
export async function EventGrid({
  events,
  asOf,
  level,
}: {
  events: ShopEvent[];
  asOf: string;
  level?: 2 | 3;
}) {
  const [t, locale] = await Promise.all([getTranslations('shop'), getLocale()]);
  return (
    <ShopGrid>
      {events.map((event) => (
        <ShopCard
          {...(level === undefined ? {} : { level })}
          key={event.id}
          href={shopPaths.shopEvent(event.slug)}
          name={event.title}
          imageUrl={event.imageUrl}
        >
          <p className="-mt-2 text-ink-soft">
            {eventTimes(event, locale, 'medium') ?? t('timeOpen')}
            {event.start === null ? null : (
              <span className="block text-ink-faint">{t('timeOf', { place: placeOf(event.timeZone) })}</span>
            )}
          </p>
          <EventPrice event={event} asOf={asOf} />
        </ShopCard>
      ))}
    </ShopGrid>
  );
}
