import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

// A moment is the same everywhere; what the clock on the wall shows depends on the zone. Events keep both: the moment, and
// the IANA zone in which people read it.

/** A time of the database: hosted Supabase writes a `T`, Supabase Lite a space and a short offset. */
export const time = z
  .string()
  .transform((text) => new Date(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')))
  .refine((date) => !Number.isNaN(date.getTime()), 'not_a_time')
  .transform((date) => date.toISOString());

/** Whether a text names a time zone by its IANA name, as in `Europe/Paris`. Abbreviations such as `EST` are none. */
export function isTimeZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2}$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // Intl tells a zone that it does not know by throwing a RangeError, and has no other way to ask.
    return false;
  }
}

/** What the clock on the wall of a zone shows at a moment, as `2026-03-29T19:30`: what a field of a form takes. */
export function wallTime(moment: string, zone: string): string {
  return Temporal.Instant.from(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/**
 * The moment, in UTC, at which the clock on the wall of a zone shows a time. Of two such moments, when clocks are put back,
 * it is the first; nothing when there is none, because clocks are put forward over it.
 * @throws RangeError for what is no time.
 */
export function momentOf(wall: string, zone: string): string | null {
  const shown = Temporal.PlainDateTime.from(wall);
  const found = shown.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const isThere = Temporal.PlainDateTime.compare(found.toPlainDateTime(), shown) === 0;
  return isThere ? new Date(found.epochMilliseconds).toISOString() : null;
}

/** A wall time so many whole days later, as a form shows it. */
export function daysLater(wall: string, days: number): string {
  return Temporal.PlainDateTime.from(wall).add({ days }).toString({ smallestUnit: 'minute' });
}
