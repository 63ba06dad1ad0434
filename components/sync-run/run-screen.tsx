'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RunCard } from './run-card';
import { RunRowTable } from './run-row-table';
import { RunCardSkeleton } from './run-skeleton';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PageHeader } from '@/components/frame/page-header';
import { useDb } from '@/components/frame/public-env';
import { ButtonLink } from '@/components/ui/button-link';
import { ErrorState } from '@/components/ui/error-state';
import { paths } from '@/lib/paths';
import { syncRunById } from '@/lib/queries/sync-run';

/** One run: where it stands, and the outcome of every row. */
export function RunScreen({ id }: { id: string }) {
  const t = useTranslations();
  const say = useIssueWords();
  const { data: run, error, refetch, isFetching } = useQuery(syncRunById(useDb(), id));
  return (
    <>
      <PageHeader
        title={t('syncRun.title')}
        actions={
          <ButtonLink href={paths.sync} icon={<ArrowLeft size={14} aria-hidden />}>
            {t('syncRun.back')}
          </ButtonLink>
        }
      />
      {run !== undefined ? (
        <div className="flex flex-col gap-8">
          <RunCard run={run} isOwnPage />
          <RunRowTable run={run} />
        </div>
      ) : error === null ? (
        <RunCardSkeleton />
      ) : (
        <div className="rounded border bg-surface">
          <ErrorState
            title={t('syncRun.couldNotLoad')}
            detail={sayProblem(error, say)}
            retryLabel={t('common.retry')}
            onRetry={() => void refetch()}
            pending={isFetching}
          />
        </div>
      )}
    </>
  );
}
