'use client';

import clsx from 'clsx';
import { Info } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PlanSteps } from './plan-steps';
import { TroubleWords } from './trouble-words';
import { MeaningIcon } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { PlanAnswer } from '@/lib/schemas/sync';

type PlanPanelProps = {
  /** The last plan that is known; undefined while the first one is on its way. */
  plan: PlanAnswer | undefined;
  /** The form cannot be saved as it stands, so there is nothing to plan. */
  isIncomplete: boolean;
  /** Values have changed since this plan was made. */
  isOld: boolean;
  hasFailed: boolean;
  onRetry: () => void;
  /** Why a plan without writes has none. */
  nothingHint: string;
  /** Where what the seller's account lacks can be had. */
  wayOut?: ReactNode;
  /** Under a dialog's title it is a third heading, on a page a second one. */
  heading?: 'h2' | 'h3';
};

/** What a save would write to Stripe, beside the form. Whatever becomes of it, the form can be saved. */
export function PlanPanel(props: PlanPanelProps) {
  const {
    plan,
    isIncomplete,
    isOld,
    hasFailed,
    onRetry,
    nothingHint,
    wayOut,
    heading: Heading = 'h3',
  } = props;
  const t = useTranslations('plan');
  return (
    <section aria-label={t('title')} className="rounded border bg-canvas p-4">
      <Heading className="text-body font-semibold">{t('title')}</Heading>
      <div className="mt-2 min-h-24">
        {hasFailed ? (
          <PlanFailed onRetry={onRetry} />
        ) : isIncomplete ? (
          <p className="text-ink-soft">{t('incomplete')}</p>
        ) : plan === undefined ? (
          <PlanSkeleton />
        ) : (
          <div aria-busy={isOld} className={clsx('transition-opacity', isOld && 'opacity-60')}>
            <PlanBody plan={plan} nothingHint={nothingHint} wayOut={wayOut} />
          </div>
        )}
      </div>
    </section>
  );
}

type PlanBodyProps = { plan: PlanAnswer; nothingHint: string; wayOut: ReactNode };

function PlanBody({ plan, nothingHint, wayOut }: PlanBodyProps) {
  const t = useTranslations('plan');
  const isNothing = plan.steps.length === 0;
  return (
    <div className="flex flex-col gap-3">
      {plan.waits === null ? null : <Waits code={plan.waits} isNothing={isNothing} wayOut={wayOut} />}
      {isNothing && plan.waits !== null ? null : (
        <p
          role="status"
          className={clsx('flex items-center gap-1.5', isNothing ? 'text-fine' : 'text-ink-soft')}
        >
          {isNothing ? <MeaningIcon meaning="fine" /> : null}
          {t('count', { count: plan.steps.length })}
        </p>
      )}
      {isNothing ? <p className="text-ink-soft">{nothingHint}</p> : <PlanSteps steps={plan.steps} />}
      {plan.looksFirst ? <LooksFirst /> : null}
    </div>
  );
}

type WaitsProps = { code: string; isNothing: boolean; wayOut: ReactNode };

/** Why nothing is written yet, and what is to be done so that it is. */
function Waits({ code, isNothing, wayOut }: WaitsProps) {
  const t = useTranslations('plan');
  return (
    <div role="status" className="flex flex-col items-start gap-2 rounded bg-attention-soft p-3">
      <TroubleWords error={{ code, field: null, detail: '', requestId: null }} account={null} />
      {wayOut}
      <p className="text-ink-soft">{isNothing ? t('waitsNothing') : t('waits')}</p>
    </div>
  );
}

/** Said wherever a plan is shown that was made without knowing for certain what Stripe shows. */
export function LooksFirst() {
  const t = useTranslations('plan');
  return (
    <p className="flex items-start gap-1.5 text-small text-ink-soft">
      <Info size={14} aria-hidden className="mt-px shrink-0" />
      {t('looksFirst')}
    </p>
  );
}

function PlanFailed({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations();
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="status" className="flex items-start gap-1.5 text-attention">
        <span className="mt-0.5">
          <MeaningIcon meaning="attention" />
        </span>
        {t('plan.failed')}
      </p>
      <Button onClick={onRetry}>{t('common.retry')}</Button>
    </div>
  );
}

function PlanSkeleton() {
  const t = useTranslations('plan');
  return (
    <div className="flex flex-col gap-3">
      <span role="status" className="sr-only">
        {t('loading')}
      </span>
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-5 w-full" />
      <Skeleton className="h-5 w-4/5" />
    </div>
  );
}
