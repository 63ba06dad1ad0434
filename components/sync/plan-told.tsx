'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { LooksFirst } from './plan-panel';
import { PlanSteps } from './plan-steps';
import { archivesOf, archiveWords } from './plan-words';
import type { PlanAnswer } from '@/lib/schemas/sync';

type PlanToldProps = {
  plan: Pick<UseQueryResult<PlanAnswer>, 'data' | 'error'>;
  /** What leaves Stripe is counted; what comes is told write by write. */
  as: 'archives' | 'steps';
};

/** What a deed writes to Stripe, in the question that comes before it. */
export function PlanTold({ plan, as }: PlanToldProps) {
  const t = useTranslations('plan');
  if (plan.error !== null) return <p className="text-attention">{t('askFailed')}</p>;
  if (plan.data === undefined) return <p role="status">{t('asking')}</p>;
  const { steps, looksFirst } = plan.data;
  const counts = archivesOf(plan.data);
  return (
    <>
      <p className="font-medium text-ink">
        {as === 'archives'
          ? t(`archives.${archiveWords(counts)}`, counts)
          : t('count', { count: steps.length })}
      </p>
      {as === 'steps' ? <PlanSteps steps={steps} /> : null}
      {looksFirst ? <LooksFirst /> : null}
    </>
  );
}
