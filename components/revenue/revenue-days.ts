import { sumsBy } from './revenue-sums';
import type { RevenueRow } from '@/lib/schemas/revenue';
import { daysLater } from '@/lib/time';

/** Every day of a span, also those on which nothing moved: a chart without them would lie about time. */
export function daysOf(rows: readonly RevenueRow[], from: string, to: string) {
  const moved = new Map(sumsBy(rows, 'day').map((sum) => [sum.key, sum]));
  const days = [];
  for (let day = from; day <= to; day = daysLater(day, 1).slice(0, 10))
    days.push({ day, gross: moved.get(day)?.gross ?? 0, refunded: moved.get(day)?.refunded ?? 0 });
  return days;
}
