import type { Locale } from '@/lib/money';

const tags = { fr: 'fr-FR', en: 'en-GB' } as const;

/** When an event is, as the clock on its own wall shows it; nothing while that is open. */
export function eventTimes(
  event: { start: string | null; end?: string | null; timeZone: string },
  locale: Locale,
  dateStyle: 'full' | 'medium' = 'full',
): string | undefined {
  const { start, end, timeZone } = event;
  if (start === null) return undefined;
  const format = new Intl.DateTimeFormat(tags[locale], { dateStyle, timeStyle: 'short', timeZone });
  return end ? format.formatRange(new Date(start), new Date(end)) : format.format(new Date(start));
}

/** The place whose time it is, as in `Sydney` for `Australia/Sydney`. */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** A date, for the people of a place. */
export function dateIn(moment: string, timeZone: string, locale: Locale): string {
  return new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone }).format(new Date(moment));
}
