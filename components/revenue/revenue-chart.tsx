'use client';

import { useFormatter, useTranslations } from 'next-intl';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { daysOf } from './revenue-days';
import { useRevenueWords } from './use-revenue';
import { balanceFromMinor } from '@/lib/money';
import type { RevenueRow } from '@/lib/schemas/revenue';

const series = [
  { key: 'gross', ink: 'var(--fine)', dot: 'bg-fine' },
  { key: 'refunded', ink: 'var(--attention)', dot: 'bg-attention' },
] as const;

type RevenueChartProps = { rows: RevenueRow[]; currency: string; from: string; to: string };

/** What came in above the line, what went back below it, day by day; the table beside it says the same in numbers. */
export function RevenueChart({ rows, currency, from, to }: RevenueChartProps) {
  const t = useTranslations('revenue');
  const format = useFormatter();
  const { money } = useRevenueWords(rows, currency);
  const days = daysOf(rows, from, to).map(({ day, gross, refunded }) => ({
    day: format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    gross,
    refunded: -refunded,
  }));
  const short = (minor: number) =>
    format.number(Number(balanceFromMinor(minor, currency)), { notation: 'compact' });
  return (
    <div className="flex flex-col gap-3">
      <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
        {series.map(({ key, dot }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className={`size-2 rounded-full ${dot}`} />
            {t(key)}
          </li>
        ))}
      </ul>
      <div aria-hidden className="h-48 text-small">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={days}
            accessibilityLayer={false}
            stackOffset="sign"
            barCategoryGap="20%"
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="day"
              tickLine={false}
              axisLine={{ stroke: 'var(--line)' }}
              tick={{ fill: 'var(--ink-faint)' }}
              interval="equidistantPreserveStart"
              minTickGap={24}
            />
            <YAxis
              width={48}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--ink-faint)' }}
              tickFormatter={short}
            />
            <ReferenceLine y={0} stroke="var(--line)" />
            <Tooltip
              cursor={{ fill: 'var(--sunken)' }}
              isAnimationActive={false}
              formatter={(value) => money(Math.abs(Number(value)))}
              contentStyle={{
                background: 'var(--raised)',
                border: '1px solid var(--line)',
                borderRadius: 'var(--radius)',
                boxShadow: 'var(--shadow)',
              }}
              labelStyle={{ color: 'var(--ink)', fontWeight: 600 }}
              itemStyle={{ padding: 0 }}
            />
            {series.map(({ key, ink }) => (
              <Bar
                key={key}
                dataKey={key}
                name={t(key)}
                stackId="money"
                fill={ink}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
    </div>
  );
}
