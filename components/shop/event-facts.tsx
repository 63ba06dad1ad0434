import { getTranslations } from 'next-intl/server';
import { eventTimes, placeOf } from './event-times';
import { Icon } from './icon';
import type { Locale } from '@/lib/money';
import type { ShopEvent } from '@/lib/schemas/shop';

/** When an event is, and who holds it. */
export async function EventFacts({ event, locale }: { event: ShopEvent; locale: Locale }) {
  const t = await getTranslations('shop');
  return (
    <ul className="flex flex-col gap-2 text-lead">
      <li className="flex gap-3">
        <Icon name="clock" className="mt-1 shrink-0 text-ink-faint" />
        <span>
          {eventTimes(event, locale) ?? t('timeOpen')}
          {event.start === null ? null : (
            <span className="block text-body text-ink-soft">
              {t('timeOf', { place: placeOf(event.timeZone) })}
            </span>
          )}
        </span>
      </li>
      <li className="flex gap-3">
        <Icon name="people" className="mt-1 shrink-0 text-ink-faint" />
        <span className="min-w-0 break-words">{t('heldBy', { name: event.organisation.name })}</span>
      </li>
    </ul>
  );
}
