import { expect, test } from 'vitest';
import { daysOf } from './revenue-days';
import { currenciesOf, sumsBy, total } from './revenue-sums';
import type { RevenueRow } from '@/lib/schemas/revenue';

const row = (values: Partial<RevenueRow>): RevenueRow => ({
  ...{ day: '2026-11-01', kind: 'product', project: null, seller_id: null, seller: null, currency: 'eur' },
  ...{ units: 1, gross_minor: 1000, refunded_minor: 0, fee_minor: 0 },
  ...values,
});

test('days stand in order, everything else with the largest first', () => {
  const rows = [
    row({ day: '2026-11-02', kind: 'ticket', gross_minor: 5000, fee_minor: 100 }),
    row({ refunded_minor: 400, project: 'lamps' }),
    row({ day: '2026-11-02' }),
  ];
  expect(sumsBy(rows, 'day').map(({ key, net }) => [key, net])).toEqual([
    ['2026-11-01', 600],
    ['2026-11-02', 6000],
  ]);
  expect(sumsBy(rows, 'kind').map(({ key }) => key)).toEqual(['ticket', 'product']);
  expect(sumsBy(rows, 'project').map(({ key, units }) => [key, units])).toEqual([
    ['none', 2],
    ['lamps', 1],
  ]);
  expect(total(rows)).toEqual({ key: '', units: 3, gross: 7000, refunded: 400, net: 6600, fee: 100 });
});

test('the currency with the most rows comes first', () => {
  expect(currenciesOf([row({}), row({ currency: 'aud' }), row({ currency: 'aud' })])).toEqual(['aud', 'eur']);
});

test('a chart has every day of its span', () => {
  const rows = [row({ day: '2026-02-28', refunded_minor: 10 })];
  expect(daysOf(rows, '2026-02-27', '2026-03-01')).toEqual([
    { day: '2026-02-27', gross: 0, refunded: 0 },
    { day: '2026-02-28', gross: 1000, refunded: 10 },
    { day: '2026-03-01', gross: 0, refunded: 0 },
  ]);
});
