import { parseAsIsoDateTime, parseAsStringLiteral } from 'nuqs/server';

export const timeSpans = ['hour', 'day', 'week', 'month'] as const;
export type TimeSpan = (typeof timeSpans)[number];

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const spanMs: Record<TimeSpan, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** What stands in the address of a list about the time that it is shown for. */
export const timeSearchParams = {
  span: parseAsStringLiteral(timeSpans),
  // Two moments, instead of a span that ends now.
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

export type TimeSearch = { span: TimeSpan | null; from: Date | null; to: Date | null };

export const anyTime = { span: null, from: null, to: null };

/** The two moments that an address stands for, at a time; to the minute, so that it is not another question each moment. */
export function toMoments({ span, from, to }: TimeSearch, now: Date) {
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const since = span === null ? from : new Date(minute - spanMs[span]);
  return { from: since?.toISOString() ?? null, to: span === null ? (to?.toISOString() ?? null) : null };
}

export function isTimed({ span, from, to }: TimeSearch): boolean {
  return span !== null || from !== null || to !== null;
}
