import { queryOptions } from '@tanstack/react-query';
import type { Db } from '../db/db';
import { problemOf } from '../errors';
import { revenueRows, type RevenueRow } from '../schemas/revenue';

/** Days of a zone's calendar, both included, in the mode of a key of Stripe. */
export type RevenueSpan = { from: string; to: string; timeZone: string; isLive: boolean };

/** Reads what came in and went back. @throws Problem `forbidden` for anybody but an admin. */
export async function readRevenue(
  db: Db,
  { from, to, timeZone, isLive }: RevenueSpan,
): Promise<RevenueRow[]> {
  const { data, error } = await db.rpc('revenue', {
    from_day: from,
    to_day: to,
    time_zone: timeZone,
    is_live: isLive,
  });
  if (error) throw problemOf(error);
  return revenueRows.parse(data);
}

/** What came in and went back, by day, kind, project, seller and currency. */
export function revenue(db: Db, span: RevenueSpan) {
  return queryOptions({ queryKey: ['revenue', 'span', span], queryFn: () => readRevenue(db, span) });
}
