'use client';

import { useLocale, useNow } from 'next-intl';
import { RelativeTime } from '../ui/relative-time';

const MINUTE_MS = 60_000;

/** How long ago, kept true while the page stays open. `timeZone` is for an event's own times. */
export function Ago({ at, timeZone }: { at: string; timeZone?: string }) {
  const locale = useLocale();
  const now = useNow({ updateInterval: MINUTE_MS });
  return <RelativeTime at={at} now={now} locale={locale} timeZone={timeZone} />;
}
