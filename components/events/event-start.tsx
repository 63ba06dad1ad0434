'use client';

import { useLocale, useTranslations } from 'next-intl';
import { clockWords, dayWords, isSameClock, startWords, zoneName } from './event-times';
import { useReaderZone } from '@/components/ui/use-reader-zone';

/** When an event starts where it takes place; its zone is named where the reader's clock shows another time. */
export function EventStart({ start, zone }: { start: string | null; zone: string }) {
  const t = useTranslations('event');
  const locale = useLocale();
  const readerZone = useReaderZone();
  if (start === null) return <span className="text-ink-faint">{t('noDate')}</span>;
  const isElsewhere = !isSameClock(start, zone, readerZone);
  return (
    <time
      dateTime={start}
      title={startWords(start, zone, locale, true)}
      className="block min-w-0 max-sm:text-right"
    >
      <span className="block truncate">{dayWords(start, zone, locale)}</span>
      <span className="block truncate text-small text-ink-faint">
        {clockWords(start, zone, locale)}
        {isElsewhere ? ` · ${zoneName(zone)}` : ''}
      </span>
    </time>
  );
}
