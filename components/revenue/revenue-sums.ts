import type { RevenueGroup } from './revenue-search-params';
import { NO_PROJECT, OWN_SHOP, type RevenueRow } from '@/lib/schemas/revenue';

/** What moved under one heading, in minor units of one currency. */
export type RevenueSum = {
  key: string;
  units: number;
  gross: number;
  refunded: number;
  net: number;
  fee: number;
};

const keys: Record<RevenueGroup, (row: RevenueRow) => string> = {
  day: ({ day }) => day,
  kind: ({ kind }) => kind,
  project: ({ project }) => project ?? NO_PROJECT,
  seller: ({ seller_id }) => seller_id ?? OWN_SHOP,
};

const nothing = { units: 0, gross: 0, refunded: 0, net: 0, fee: 0 };

/** Sums of rows of one currency, by day in order, otherwise with the largest first. */
export function sumsBy(rows: readonly RevenueRow[], group: RevenueGroup): RevenueSum[] {
  const sums = new Map<string, RevenueSum>();
  for (const row of rows) {
    const key = keys[group](row);
    sums.set(key, plus(sums.get(key) ?? { key, ...nothing }, row));
  }
  const order =
    group === 'day'
      ? (one: RevenueSum, other: RevenueSum) => (one.key < other.key ? -1 : 1)
      : (one: RevenueSum, other: RevenueSum) => other.net - one.net || (one.key < other.key ? -1 : 1);
  return [...sums.values()].sort(order);
}

/** The sum of all rows, which are of one currency. */
export function total(rows: readonly RevenueRow[]): RevenueSum {
  return rows.reduce(plus, { key: '', ...nothing });
}

function plus(sum: RevenueSum, row: RevenueRow): RevenueSum {
  return {
    key: sum.key,
    units: sum.units + row.units,
    gross: sum.gross + row.gross_minor,
    refunded: sum.refunded + row.refunded_minor,
    net: sum.net + row.gross_minor - row.refunded_minor,
    fee: sum.fee + row.fee_minor,
  };
}

/** The currencies of rows, the one with the most rows first. Sums of two are never added up. */
export function currenciesOf(rows: readonly RevenueRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { currency } of rows) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts]
    .sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1))
    .map(([name]) => name);
}
