'use client';

import { useTranslations } from 'next-intl';
import { Figures } from './figures';
import { paths } from '@/lib/paths';
import type { SyncOverview } from '@/lib/queries/sync';

const figures = [
  { name: 'synced', meaning: 'fine', href: paths.syncOf('synced') },
  { name: 'behind', meaning: 'waiting', href: paths.syncOf('pending', 'syncing', 'retrying') },
  { name: 'retrying', meaning: 'attention', href: paths.syncOf('retrying') },
  { name: 'refused', meaning: 'failed', href: paths.syncOf('failed') },
] as const;

/** Where the rows stand with Stripe, in four numbers. */
export function HealthFigures({ overview }: { overview: SyncOverview }) {
  const t = useTranslations('overview');
  return (
    <Figures
      title={t('health')}
      figures={figures.map(({ name, meaning, href }) => ({
        term: t(name),
        meaning,
        count: overview[name],
        hint: t(`${name}Hint`),
        href,
      }))}
    />
  );
}
