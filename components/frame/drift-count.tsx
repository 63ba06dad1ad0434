'use client';

import { useQuery } from '@tanstack/react-query';
import { useFormatter, useTranslations } from 'next-intl';
import { useDb } from './public-env';
import { driftCount } from '@/lib/queries/drift';

/** How many differences with Stripe nobody has decided about; nothing while there are none. */
export function DriftCount() {
  const t = useTranslations('drift');
  const format = useFormatter();
  const { data = 0 } = useQuery(driftCount(useDb(), 'rail'));
  if (data === 0) return null;
  return (
    <span className="ml-auto rounded bg-attention-soft px-1.5 text-small text-attention">
      <span className="sr-only">{t('count', { count: data })}</span>
      <span aria-hidden>{format.number(data)}</span>
    </span>
  );
}
