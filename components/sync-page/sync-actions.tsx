'use client';

import { RefreshCw, RotateCw, ScrollText } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRetryAll } from './use-retry';
import { usePlanRun } from '@/components/sync-run/use-run-actions';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

/** What can be done with all rows at once. A run that is open is shown instead of asking for another. */
export function SyncActions({ status }: { status: SyncStatusNumbers | undefined }) {
  const t = useTranslations('syncPage');
  const retry = useRetryAll();
  const plan = usePlanRun();
  const troubled = status === undefined ? 0 : status.retrying + status.refused;
  return (
    <>
      <ButtonLink href={paths.syncLog} icon={<ScrollText size={14} aria-hidden />}>
        {t('log')}
      </ButtonLink>
      {troubled === 0 ? null : (
        <Button
          icon={<RotateCw size={14} aria-hidden />}
          pending={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {t('retryAll')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={<RefreshCw size={14} aria-hidden />}
        pending={plan.isPending}
        disabled={typeof status?.openRun === 'string'}
        onClick={() => plan.mutate()}
      >
        {t('syncAll')}
      </Button>
    </>
  );
}
