'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { StackedBars } from '@/components/frame/stacked-bars';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

type Hour = SyncStatusNumbers['hours'][number];

const series = [
  { key: 'success', ink: 'fine' },
  { key: 'retry', ink: 'attention' },
  { key: 'failed', ink: 'failed' },
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
      <StackedBars
        rows={rows}
        series={series.map((one) => ({ ...one, label: t(one.key) }))}
        axisWord={(count) => format.number(count, { notation: 'compact' })}
        valueWord={(count) => format.number(count)}
      />
      <HourTable rows={rows} />
    </div>
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
