'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { PlanPanel } from '@/components/sync/plan-panel';
import { useRested } from '@/components/sync/use-rested';
import { spaces } from '@/lib/queries/space';
import { spaceInput } from '@/lib/schemas/space';

/** How long the typing rests before the plan is asked for anew. */
const REST_MS = 400;

/** What Stripe would get if the form were saved as it stands. `id` is that of the row, or nothing for a new one. */
export function SpacePlan({ typed, id }: { typed: unknown; id: string | null }) {
  const t = useTranslations('plan');
  const now = JSON.stringify(typed);
  const rested = useRested(now, REST_MS);
  const input = spaceInput.safeParse(JSON.parse(rested)).data ?? null;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...spaces.plan(input, id),
    placeholderData: keepPreviousData,
  });
  const isArchivedNew = input?.is_active === false && id === null;
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
