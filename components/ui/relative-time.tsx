'use client';

import { useSyncExternalStore } from 'react';
import { exactWords, relativeWords } from './relative-words';

type RelativeTimeProps = {
  /** ISO 8601. */
  at: string;
  now: Date;
  locale: string;
  /** The event's zone where it is an event's time; the reader's own otherwise. */
  timeZone?: string;
};

const never = () => () => undefined;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The server cannot know the reader's zone, so it says UTC, and the browser corrects it once it runs. */
export function RelativeTime({ at, now, locale, timeZone }: RelativeTimeProps) {
  const readerZone = useSyncExternalStore(never, ownZone, () => 'UTC');
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
