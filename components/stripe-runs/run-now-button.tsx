'use client';

import { Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRunNow } from './use-run-now';
import { Button } from '@/components/ui/button';
import type { StripeRun } from '@/lib/schemas/stripe-run';

/** Starts a run; while one is open there is nothing to start. */
export function RunNowButton({ last }: { last: StripeRun | null | undefined }) {
  const t = useTranslations('stripeRuns');
  const { mutate, isPending } = useRunNow();
  return (
    <Button
      variant="primary"
      icon={<Play size={14} aria-hidden />}
      pending={isPending}
      disabled={last?.state === 'running'}
      onClick={() => mutate()}
    >
      {t('runNow')}
    </Button>
  );
}
