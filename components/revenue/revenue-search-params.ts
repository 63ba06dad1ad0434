import {
  createLoader,
  createParser,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from 'nuqs/server';
import type { RevenueSpan } from '@/lib/queries/revenue';
import { revenueQuery } from '@/lib/schemas/revenue';
import { daysLater, isTimeZone, wallTime } from '@/lib/time';

export const revenueSpans = ['week', 'month', 'quarter', 'year'] as const;
export const revenueGroups = ['day', 'kind', 'project', 'seller'] as const;
export type RevenueGroup = (typeof revenueGroups)[number];

const days = { week: 7, month: 30, quarter: 90, year: 365 } as const;

const parseAsZone = createParser<string>({
  parse: (text) => (isTimeZone(text) ? text : null),
  serialize: (zone) => zone,
});
const parseAsDay = createParser<string>({
  parse: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null),
  serialize: (day) => day,
});

/** What stands in the address of the page, read alike by the page on the server and in the browser. */
export const revenueSearchParams = {
  span: parseAsStringLiteral(revenueSpans).withDefault('month'),
  // Two days of one's own, instead of a span that ends today.
  from: parseAsDay,
  to: parseAsDay,
  zone: parseAsZone.withDefault('UTC'),
  by: parseAsStringLiteral(revenueGroups).withDefault('day'),
  // The one with the most sales, unless another one is named.
  currency: parseAsString,
  kind: parseAsArrayOf(parseAsString).withDefault([]),
  project: parseAsArrayOf(parseAsString).withDefault([]),
  seller: parseAsArrayOf(parseAsString).withDefault([]),
};
export type RevenueSearch = inferParserType<typeof revenueSearchParams>;

export const loadRevenueSearch = createLoader(revenueSearchParams);

/** The days that an address stands for, at a time. Days that make no span are read as if they were not there. */
export function toSpan(search: RevenueSearch, now: Date, isLive: boolean): RevenueSpan {
  const { span, from, to, zone: timeZone } = search;
  const asked = revenueQuery.safeParse({ from, to });
  if (asked.success) return { from: asked.data.from, to: asked.data.to, timeZone, isLive };
  const today = wallTime(now.toISOString(), timeZone);
  const first = daysLater(today, 1 - days[span]);
  return { from: first.slice(0, 10), to: today.slice(0, 10), timeZone, isLive };
}

/** Whether the address leaves rows out, so that an empty page does not mean that nothing was sold. */
export function isFiltered({ kind, project, seller }: RevenueSearch): boolean {
  return kind.length + project.length + seller.length > 0;
}

/** The address of the same numbers as a file. */
export function csvAddress(
  { from, to, timeZone, isLive }: RevenueSpan,
  { kind, project, seller }: RevenueSearch,
) {
  const asked = new URLSearchParams({
    ...{ from, to, time_zone: timeZone, mode: isLive ? 'live' : 'test', format: 'csv' },
    ...(kind.length > 0 ? { kind: kind.join(',') } : {}),
    ...(project.length > 0 ? { project: project.join(',') } : {}),
    ...(seller.length > 0 ? { seller: seller.join(',') } : {}),
  });
  return `/api/revenue?${asked.toString()}`;
}
