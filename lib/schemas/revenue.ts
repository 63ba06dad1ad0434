import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { balanceFromMinor } from '../money';
import { isTimeZone } from '../time';

/** A year and a day: what one question may span. */
const LONGEST_DAYS = 366;

const day = z.iso.date('not_a_time');
const several = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === '' ? [] : text.split(',')));

/** What is asked of revenue: days that belong to the calendar of a zone, and what may be left out. Lists go by commas. */
export const revenueQuery = z
  .strictObject({
    from: day,
    to: day,
    time_zone: z.string().refine(isTimeZone, 'not_a_time_zone').default('UTC'),
    mode: z.enum(['test', 'live'], 'not_understood').optional(),
    kind: several,
    project: several,
    /** Ids of organisations; `platform` for what the shop itself sells. */
    seller: several,
    currency: several,
    format: z.enum(['json', 'csv'], 'not_understood').default('json'),
  })
  .refine(({ from, to }) => isSpan(from, to), { path: ['to'], message: 'out_of_range' });

function isSpan(from: string, to: string): boolean {
  // What is no day is told at its own field.
  if (!day.safeParse(from).success || !day.safeParse(to).success) return true;
  const days = Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
  return days >= 0 && days <= LONGEST_DAYS;
}

const minor = z.coerce.number();

/** What moved on one day, of one kind, project, seller and currency, in minor units. */
export const revenueRow = z.object({
  day: z.string(),
  kind: z.string(),
  project: z.string().nullable(),
  seller_id: z.string().nullable(),
  seller: z.string().nullable(),
  currency: z.string(),
  units: minor,
  gross_minor: minor,
  refunded_minor: minor,
  fee_minor: minor,
});
export type RevenueRow = z.infer<typeof revenueRow>;
export const revenueRows = z.array(revenueRow);

/** The project of what belongs to none, in addresses and filters. */
export const NO_PROJECT = 'none';
/** The seller of what the shop itself sells, in addresses and filters. */
export const OWN_SHOP = 'platform';

export type RevenueFilters = { kind: string[]; project: string[]; seller: string[]; currency: string[] };

const isIn = (chosen: string[], value: string) => chosen.length === 0 || chosen.includes(value);

/** The rows that filters leave; an empty filter leaves all. */
export function filtered(
  rows: RevenueRow[],
  { kind, project, seller, currency }: RevenueFilters,
): RevenueRow[] {
  return rows.filter(
    (row) =>
      isIn(kind, row.kind) &&
      isIn(project, row.project ?? NO_PROJECT) &&
      isIn(seller, row.seller_id ?? OWN_SHOP) &&
      isIn(currency, row.currency),
  );
}

/** Rows as they are answered to programs: amounts as exact decimals of their currency. */
export function revenueAnswer(rows: RevenueRow[]) {
  return rows.map(({ gross_minor, refunded_minor, fee_minor, seller_id, ...row }) => {
    const money = (sum: number) => balanceFromMinor(sum, row.currency);
    return {
      ...row,
      sellerId: seller_id,
      gross: money(gross_minor),
      refunded: money(refunded_minor),
      net: money(gross_minor - refunded_minor),
      fee: money(fee_minor),
    };
  });
}
