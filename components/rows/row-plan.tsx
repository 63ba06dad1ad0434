'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PlanPanel } from '../sync/plan-panel';
import { useRested } from '../sync/use-rested';
import type { NounScreen, ScreenRow } from './noun';

/** How long the typing rests before the plan is asked for anew. */
const REST_MS = 400;

type RowPlanProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  typed: { is_active: boolean };
  /** That of the row, or nothing for a new one. */
  id: string | null;
};

/** What Stripe would get if the form were saved as it stands. */
export function RowPlan<Row extends ScreenRow, Input extends object>(props: RowPlanProps<Row, Input>) {
  const { screen, typed, id } = props;
  const t = useTranslations('plan');
  const now = JSON.stringify(typed);
  const rested = useRested(now, REST_MS);
  const input = screen.read(JSON.parse(rested));
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...screen.queries.plan(input, id),
    placeholderData: keepPreviousData,
  });
  const isArchivedNew = !typed.is_active && id === null;
  return (
    <PlanPanel
      plan={data}
      isIncomplete={input === null}
      isOld={isPlaceholderData || isFetching || now !== rested}
      hasFailed={error !== null && !isFetching && input !== null}
      onRetry={() => void refetch()}
      nothingHint={isArchivedNew ? t('nothingArchived') : t('nothingHint')}
    />
  );
}
