'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { sumsBy, total, type RevenueSum } from './revenue-sums';
import { useRevenue, useRevenueSearch, useRevenueWords } from './use-revenue';
import { Section } from '@/components/frame/section';

const columns = ['units', 'gross', 'refunded', 'net', 'fee'] as const;

/** The sums of one currency, by day with the newest first or by what was chosen, and of all of them. */
export function RevenueTable() {
  const t = useTranslations('revenue');
  const { search } = useRevenueSearch();
  const { rows, all, currency } = useRevenue();
  const { heading } = useRevenueWords(all, currency);
  const format = useFormatter();
  const { by } = search;
  const sums = by === 'day' ? sumsBy(rows, by).reverse() : sumsBy(rows, by);
  const name = (key: string) =>
    by === 'day'
      ? format.dateTime(new Date(`${key}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
      : heading(by, key);
  return (
    <Section title={t('table', { by: t(`by.${by}`).toLowerCase() })}>
      <div
        className="overflow-x-auto"
        tabIndex={0}
        role="group"
        aria-label={t('table', { by: t(`by.${by}`).toLowerCase() })}
      >
        <table className="w-full text-body">
          <thead className="bg-canvas text-small text-ink-soft">
            <tr>
              <th scope="col" className="h-9 px-4 text-left font-medium">
                {t(`by.${by}`)}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="h-9 px-3 text-right font-medium last:pr-4">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {sums.map((sum) => (
              <SumRow key={sum.key} name={name(sum.key)} sum={sum} />
            ))}
          </tbody>
          <tfoot className="border-t font-semibold">
            <SumRow name={t('total')} sum={total(rows)} />
          </tfoot>
        </table>
      </div>
    </Section>
  );
}

function SumRow({ name, sum }: { name: string; sum: RevenueSum }) {
  const { all, currency } = useRevenue();
  const { money } = useRevenueWords(all, currency);
  const format = useFormatter();
  return (
    <tr>
      <th scope="row" className="h-11 max-w-72 min-w-32 truncate px-4 text-left font-medium" title={name}>
        {name}
      </th>
      {columns.map((column) => (
        <td key={column} className="h-11 px-3 text-right whitespace-nowrap last:pr-4">
          <span className={sum[column] === 0 ? 'text-ink-faint' : ''}>
            {column === 'units' ? format.number(sum.units) : money(sum[column])}
          </span>
        </td>
      ))}
    </tr>
  );
}
