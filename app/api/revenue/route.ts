import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { csv } from '@/lib/doors/csv';
import { env } from '@/lib/env';
import { problemOfIssues } from '@/lib/errors';
import { readRevenue } from '@/lib/queries/revenue';
import { filtered, revenueAnswer, revenueQuery } from '@/lib/schemas/revenue';

const columns = ['day', 'kind', 'project', 'seller', 'currency', 'units', 'gross', 'refunded', 'net', 'fee'];

export const GET = adminDoor(noInput, async ({ db, request }) => {
  const read = revenueQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!read.success) throw problemOfIssues(read.error.issues);
  const { from, to, time_zone: timeZone, mode = env().stripe.mode, format, ...filters } = read.data;
  const rows = filtered(await readRevenue(db, { from, to, timeZone, isLive: mode === 'live' }), filters);
  const revenue = revenueAnswer(rows);
  return format === 'csv'
    ? csv(`revenue_${from}_${to}`, columns, revenue)
    : ok({ from, to, timeZone, mode, revenue });
});
