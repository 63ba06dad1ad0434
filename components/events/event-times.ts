import { wallTime } from '@/lib/time';

const locales: Record<string, string> = { fr: 'fr-FR', en: 'en-GB' };

const format = (moment: string, zone: string, locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[locale] ?? locale, { timeZone: zone, ...options }).format(new Date(moment));

/** "Fri 1 May 2026": the day of an event where it takes place. */
export function dayWords(moment: string, zone: string, locale: string): string {
  return format(moment, zone, locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** "19:30": what the clock on the wall of the event shows. */
export function clockWords(moment: string, zone: string, locale: string): string {
  return format(moment, zone, locale, { hour: '2-digit', minute: '2-digit' });
}

/** "Fri 1 May 2026, 19:30", with the zone's own name on demand: "…, 19:30 GMT+10". */
export function startWords(moment: string, zone: string, locale: string, isExact = false): string {
  return format(moment, zone, locale, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
    ...(isExact ? { timeZoneName: 'short' } : {}),
  });
}

/** Two moments as short as they can be told: the end loses its day where it is the same one. */
export function spanWords(start: string, end: string, zone: string, locale: string): [string, string] {
  const isSameDay = wallTime(start, zone).slice(0, 10) === wallTime(end, zone).slice(0, 10);
  return [
    startWords(start, zone, locale),
    isSameDay ? clockWords(end, zone, locale) : startWords(end, zone, locale),
  ];
}

/** "GMT+2": how far the clock of a zone is ahead at a moment. */
export function offsetWords(moment: string, zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locales[locale] ?? locale, {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(moment));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The name of a zone as people read it: "America/New York". */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** Whether two zones show the same time at a moment, whatever they are called. */
export function isSameClock(moment: string, one: string, other: string): boolean {
  return wallTime(moment, one) === wallTime(moment, other);
}

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;

/** Whether a text is a time of the clock on the wall, as a form's field gives it. */
export function isWall(value: unknown): value is string {
  return typeof value === 'string' && WALL.test(value) && !Number.isNaN(Date.parse(value));
}

/** When an event that lasts from `start` to `end` by the clock on the wall ends, if it starts at another time of it. */
export function endAfter(start: string, end: string, newStart: string): string {
  // Read as UTC, which has no clock changes, so that the difference is that of the wall clock.
  const lasts = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
  return new Date(Date.parse(`${newStart}Z`) + lasts).toISOString().slice(0, 16);
}

/** A time of the clock on the wall as people write it. */
export function wallWords(wall: string, locale: string): string {
  return startWords(`${wall}Z`, 'UTC', locale);
}
