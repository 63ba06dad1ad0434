'use client';

import { exactWords, relativeWords } from './relative-words';
import { useReaderZone } from './use-reader-zone';

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
  now: Date;
  locale: string;
  /** The event's zone where it is an event's time; the reader's own otherwise. */
  timeZone?: string;
};

export function RelativeTime({ at, now, locale, timeZone }: RelativeTimeProps) {
  const readerZone = useReaderZone();
  const moment = new Date(at);
  return (
    <time
      dateTime={at}
      title={exactWords(moment, locale, timeZone ?? readerZone)}
      className="whitespace-nowrap"
    >
      {relativeWords(moment, now, locale)}
    </time>
  );
}
