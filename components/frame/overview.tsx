'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { ErrorState } from '../ui/error-state';
import { HealthFigures } from './overview-health';
import { NeedsList } from './overview-needs';
import { RecentList } from './overview-recent';
import { OverviewSkeleton } from './overview-skeleton';
import { useDb } from './public-env';
import { syncOverview } from '@/lib/queries/sync';

/** What needs a person first, then how the sync is doing, then what it did last. */
export function Overview() {
  const t = useTranslations();
  const say = useIssueWords();
  const { data, error, refetch, isFetching } = useQuery(syncOverview(useDb()));
  if (data !== undefined) {
    return (
      <div className="flex flex-col gap-8">
        <NeedsList needs={data.needs} />
        <HealthFigures overview={data} />
        <RecentList recent={data.recent} />
      </div>
    );
  }
  if (error === null) return <OverviewSkeleton />;
  return (
    <ErrorState
      title={t('overview.couldNotLoad')}
      detail={sayProblem(error, say)}
      retryLabel={t('common.retry')}
      onRetry={() => void refetch()}
      pending={isFetching}
    />
  );
}
