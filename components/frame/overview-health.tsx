'use client';

import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { MeaningIcon } from '../ui/badge';
import { Section } from './section';
import type { SyncOverview } from '@/lib/queries/sync';

const figures = [
  { name: 'synced', meaning: 'fine', ink: 'text-fine' },
  { name: 'behind', meaning: 'waiting', ink: 'text-waiting' },
  { name: 'retrying', meaning: 'attention', ink: 'text-attention' },
  { name: 'refused', meaning: 'failed', ink: 'text-failed' },
] as const;

/** Four numbers of rows. A number that is nought is quiet, so that colour only shows where something is. */
export function HealthFigures({ overview }: { overview: SyncOverview }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  return (
    <Section title={t('health')}>
      <dl className="grid grid-cols-2 gap-px bg-line lg:grid-cols-4">
        {figures.map(({ name, meaning, ink }) => (
          <div key={name} className="flex flex-col gap-1 bg-surface p-4">
            <dt className="flex items-center gap-1.5 font-medium">
              <span className={overview[name] === 0 ? 'text-ink-faint' : ink}>
                <MeaningIcon meaning={meaning} />
              </span>
              {t(name)}
            </dt>
            <dd className={clsx('text-title font-semibold', overview[name] === 0 && 'text-ink-faint')}>
              {format.number(overview[name])}
            </dd>
            <dd className="text-small text-ink-soft">{t(`${name}Hint`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
