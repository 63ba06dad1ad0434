'use client';

import { ChartColumn } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useFormatter, useTranslations } from 'next-intl';
import { Ago } from '@/components/frame/ago';
import { Section } from '@/components/frame/section';
import { useKindWord } from '@/components/frame/use-kind-word';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

// Drawing charts weighs more than the rest of the page together, so it comes after it, and on this page alone.
const DayChart = dynamic(() => import('./day-chart').then((module) => module.DayChart), {
  ssr: false,
  loading: () => <Skeleton className="h-47 w-full" />,
});

/** How the last 24 hours went: hour by hour, and kind by kind. */
export function DayHealth({ status }: { status: SyncStatusNumbers }) {
  const t = useTranslations('syncPage.day');
  const { hours, health } = status;
  const isEmpty = hours.every(({ success, retry, failed }) => success + retry + failed === 0);
  return (
    <Section title={t('title')}>
      {isEmpty ? (
        <EmptyState
          title={t('noneTitle')}
          hint={t('noneHint')}
          icon={<ChartColumn size={20} aria-hidden />}
          action={null}
        />
      ) : (
        <div className="p-4">
          <DayChart hours={hours} />
        </div>
      )}
      {health.length === 0 ? null : <KindTable health={health} />}
    </Section>
  );
}

const numbers = ['success_24h', 'retried_24h', 'failed_24h'] as const;
const heads = { success_24h: 'success', retried_24h: 'retry', failed_24h: 'failed' } as const;
const inks = { success_24h: '', retried_24h: 'text-attention', failed_24h: 'text-failed' };

function KindTable({ health }: { health: SyncStatusNumbers['health'] }) {
  const t = useTranslations('syncPage.day');
  const format = useFormatter();
  const wordOf = useKindWord();
  return (
    <div className="overflow-x-auto border-t">
      <table className="w-full text-body">
        <thead className="bg-canvas text-small text-ink-soft">
          <tr>
            <th scope="col" className="h-9 px-4 text-left font-medium">
              {t('kind')}
            </th>
            {numbers.map((name) => (
              <th key={name} scope="col" className="h-9 px-3 text-right font-medium">
                {t(heads[name])}
              </th>
            ))}
            <th scope="col" className="h-9 px-4 text-right font-medium max-sm:hidden">
              {t('lastSync')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {health.map((kind) => (
            <tr key={kind.entity_type}>
              <th scope="row" className="h-11 px-4 text-left font-medium">
                {wordOf(kind.entity_type)}
                <span className="block text-small font-normal text-ink-faint sm:hidden">
                  <LastSync at={kind.last_sync} />
                </span>
              </th>
              {numbers.map((name) => (
                <td key={name} className="h-11 px-3 text-right">
                  <span className={kind[name] === 0 ? 'text-ink-faint' : inks[name]}>
                    {format.number(kind[name])}
                  </span>
                </td>
              ))}
              <td className="h-11 px-4 text-right text-ink-soft max-sm:hidden">
                <LastSync at={kind.last_sync} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LastSync({ at }: { at: string | null }) {
  const t = useTranslations('syncPage.day');
  return at === null ? t('never') : <Ago at={at} />;
}
