'use client';

import { useTranslations } from 'next-intl';
import { behindOf, lagOf } from './lag';
import { Figures } from '@/components/frame/figures';
import { useSpanWords } from '@/components/sync/use-span-words';
import { Badge } from '@/components/ui/badge';
import { paths } from '@/lib/paths';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

/** The same numbers as on the overview, with those whose seller may not sell yet, and how long the oldest change has been waiting. */
export function SyncFigures({ status }: { status: SyncStatusNumbers }) {
  const t = useTranslations('overview');
  const lag = lagOf(status);
  return (
    <Figures
      title={t('health')}
      figures={[
        {
          term: t('synced'),
          meaning: 'fine',
          count: status.synced,
          hint: t('syncedHint'),
          href: paths.syncOf('synced'),
        },
        {
          term: t('behind'),
          meaning: lag?.isTooLong === true ? 'failed' : 'waiting',
          count: behindOf(status),
          hint: lag === null ? t('behindHint') : <Lag {...lag} />,
          href: paths.syncOf('pending', 'syncing', 'retrying'),
        },
        {
          term: t('retrying'),
          meaning: 'attention',
          count: status.retrying,
          hint: t('retryingHint'),
          href: paths.syncOf('retrying'),
        },
        {
          term: t('refused'),
          meaning: 'failed',
          count: status.refused,
          hint: t('refusedHint'),
          href: paths.syncOf('failed'),
        },
        {
          term: t('skipped'),
          meaning: 'plain',
          count: status.skipped,
          hint: t('skippedHint'),
          href: paths.syncOf('skipped'),
        },
      ]}
    />
  );
}

function Lag({ seconds, isTooLong }: { seconds: number; isTooLong: boolean }) {
  const t = useTranslations('syncPage');
  const time = useSpanWords()(seconds);
  return isTooLong ? (
    <>
      <Badge meaning="failed">{t('lagTooLong', { time })}</Badge>
      <span className="sr-only">{t('lag', { time })}</span>
    </>
  ) : (
    t('lag', { time })
  );
}
