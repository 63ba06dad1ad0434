'use client';

import { useIsReady } from './cart-store';
import { useWords } from './words';

/** A moment by the reader's own clock; by UTC, and saying so, until the browser tells whose clock that is. */
export function LocalTime({ at, style = 'both' }: { at: string; style?: 'both' | 'date' | 'time' }) {
  const { locale } = useWords();
  const isReady = useIsReady();
  const options: Intl.DateTimeFormatOptions = {
    ...(style === 'time' ? {} : { day: 'numeric', month: 'long', year: 'numeric' }),
    ...(style === 'date' ? {} : { hour: '2-digit', minute: '2-digit' }),
    ...(isReady ? {} : { timeZone: 'UTC', ...(style === 'date' ? {} : { timeZoneName: 'short' }) }),
  };
  const words = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', options).format(new Date(at));
  return <time dateTime={at}>{words}</time>;
}
