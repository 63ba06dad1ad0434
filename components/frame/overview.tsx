'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { ErrorState } from '../ui/error-state';
import { HealthFigures } from './overview-health';
import { NeedsList } from './overview-needs';
import { RecentList } from './overview-recent';
import { SalesFigures } from './overview-sales';
import { OverviewSkeleton } from './overview-skeleton';
import { useDb } from './public-env';
import { driftCount } from '@/lib/queries/drift';
import { failedNotices } from '@/lib/queries/notice';
import { needyOrders } from '@/lib/queries/order';
import { syncOverview } from '@/lib/queries/sync';

/** What needs a person first, then how the sync is doing, then what was sold, then what happened last. */
export function Overview() {
  const t = useTranslations();
  const say = useIssueWords();
  const db = useDb();
  const { data, error, refetch, isFetching } = useQuery(syncOverview(db));
  const orders = useQuery(needyOrders(db));
  const notices = useQuery(failedNotices(db));
  // It stands in the rail as well: the page does without it where it cannot be read.
  const { data: drift = 0 } = useQuery(driftCount(db, 'overview'));
  const trouble = error ?? orders.error ?? notices.error;
  if (data !== undefined && orders.data !== undefined && notices.data !== undefined) {
    const needs = { rows: data.needs, orders: orders.data, failedNotices: notices.data, drift };
    return (
      <div className="flex flex-col gap-8">
        <NeedsList needs={needs} />
        <HealthFigures overview={data} />
        <SalesFigures />
        <RecentList recent={data.recent} />
      </div>
    );
  }
  if (trouble === null) return <OverviewSkeleton />;
  return (
    <ErrorState
      title={t('overview.couldNotLoad')}
      detail={sayProblem(trouble, say)}
      retryLabel={t('common.retry')}
      onRetry={() => void Promise.all([refetch(), orders.refetch(), notices.refetch()])}
      pending={isFetching || orders.isFetching || notices.isFetching}
    />
  );
}
