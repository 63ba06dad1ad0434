'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { AccountList } from './account-list';
import { DayHealth } from './day-health';
import { isBusy } from './lag';
import { RowTable } from './row-table';
import { SyncActions } from './sync-actions';
import { SyncFigures } from './sync-figures';
import { FiguresSkeleton, PartsSkeleton } from './sync-skeleton';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { RunArea } from '@/components/sync-run/run-area';
import { ErrorState } from '@/components/ui/error-state';
import { syncStatus } from '@/lib/queries/sync';

/** Is Stripe right; if not, why, and what to do: the numbers first, then the rows with their reasons, then the limits. */
export function SyncScreen() {
  const t = useTranslations();
  const say = useIssueWords();
  const { data: status, error, refetch, isFetching } = useQuery(syncStatus(useDb()));
  const isLost = error !== null && status === undefined;
  return (
    <>
      <PageHeader title={t('syncPage.title')} actions={<SyncActions status={status} />} />
      <div className="flex flex-col gap-8">
        {status === undefined ? (
          isLost ? (
            <div className="rounded border bg-surface">
              <ErrorState
                title={t('syncPage.couldNotLoad')}
                detail={sayProblem(error, say)}
                retryLabel={t('common.retry')}
                onRetry={() => void refetch()}
                pending={isFetching}
              />
            </div>
          ) : (
            <FiguresSkeleton />
          )
        ) : (
          <>
            <SyncFigures status={status} />
            <RunArea openRun={status.openRun} />
          </>
        )}
        <RowTable isBusy={status !== undefined && isBusy(status)} />
        {status === undefined ? (
          isLost ? null : (
            <PartsSkeleton />
          )
        ) : (
          <>
            <DayHealth status={status} />
            <AccountList accounts={status.accounts} />
          </>
        )}
      </div>
    </>
  );
}
