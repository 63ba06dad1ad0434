'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { daysOf } from './revenue-days';
import { useRevenueWords } from './use-revenue';
import { StackedBars } from '@/components/frame/stacked-bars';
import { balanceFromMinor } from '@/lib/money';
import type { RevenueRow } from '@/lib/schemas/revenue';

const series = [
  { key: 'gross', ink: 'fine' },
  { key: 'refunded', ink: 'attention' },
] as const;

type RevenueChartProps = { rows: RevenueRow[]; currency: string; from: string; to: string };

/** What came in above the line, what went back below it, day by day; the table beside it says the same in numbers. */
export function RevenueChart({ rows, currency, from, to }: RevenueChartProps) {
  const t = useTranslations('revenue');
  const format = useFormatter();
  const { money } = useRevenueWords(rows, currency);
  const days = daysOf(rows, from, to).map(({ day, gross, refunded }) => ({
    at: format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    gross,
    refunded: -refunded,
  }));
  return (
    <div className="flex flex-col gap-3">
      <StackedBars
        rows={days}
        series={series.map((one) => ({ ...one, label: t(one.key) }))}
        axisWord={(minor) =>
          format.number(Number(balanceFromMinor(minor, currency)), { notation: 'compact' })
        }
        valueWord={(minor) => money(Math.abs(minor))}
      />
    </div>
  );
}
