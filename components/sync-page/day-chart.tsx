'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

type Hour = SyncStatusNumbers['hours'][number];

const series = [
  { key: 'success', ink: 'var(--fine)' },
  { key: 'retry', ink: 'var(--attention)' },
  { key: 'failed', ink: 'var(--failed)' },
] as const;

/** The attempts of each hour, stacked; and the same numbers as a table for those who do not see bars. */
export function DayChart({ hours }: { hours: readonly Hour[] }) {
  const t = useTranslations('syncPage.day');
  const format = useFormatter();
  const timeZone = useReaderZone();
  const rows = hours.map((hour) => ({
    ...hour,
    at: format.dateTime(new Date(hour.hour), { hour: 'numeric', timeZone }),
  }));
  return (
    <div className="flex flex-col gap-3">
      <Legend />
      <div aria-hidden className="h-40 text-small">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={rows}
            accessibilityLayer={false}
            barCategoryGap="20%"
            margin={{ top: 4, right: 0, bottom: 0, left: 0 }}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis
              dataKey="at"
              tickLine={false}
              axisLine={{ stroke: 'var(--line)' }}
              tick={{ fill: 'var(--ink-faint)' }}
              interval="equidistantPreserveStart"
              minTickGap={24}
            />
            <YAxis
              width={40}
              allowDecimals={false}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--ink-faint)' }}
              tickFormatter={(value: number) => format.number(value, { notation: 'compact' })}
            />
            <Tooltip
              cursor={{ fill: 'var(--sunken)' }}
              isAnimationActive={false}
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
                stackId="attempts"
                fill={ink}
                isAnimationActive={false}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <HourTable rows={rows} />
    </div>
  );
}

const legendInks = { success: 'bg-fine', retry: 'bg-attention', failed: 'bg-failed' };

function Legend() {
  const t = useTranslations('syncPage.day');
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
      {series.map(({ key }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className={`size-2 rounded-full ${legendInks[key]}`} />
          {t(key)}
        </li>
      ))}
    </ul>
  );
}

function HourTable({ rows }: { rows: readonly (Hour & { at: string })[] }) {
  const t = useTranslations('syncPage.day');
  const format = useFormatter();
  return (
    <table className="sr-only">
      <caption>{t('chart')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('hour')}</th>
          {series.map(({ key }) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.hour}>
            <th scope="row">{row.at}</th>
            {series.map(({ key }) => (
              <td key={key}>{format.number(row[key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
