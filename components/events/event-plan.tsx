'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { usePerson } from '@/components/frame/person';
import { PlanPanel } from '@/components/sync/plan-panel';
import { useRested } from '@/components/sync/use-rested';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';
import { eventPlan } from '@/lib/queries/event';
import { eventInput } from '@/lib/schemas/event';

/** How long the typing rests before the plan is asked for anew. */
const REST_MS = 400;

/** What Stripe would get if the editor were saved as it stands. `id` is that of the row, or nothing for a new one. */
export function EventPlan({ typed, id }: { typed: unknown; id: string | null }) {
  const t = useTranslations();
  const { isAdmin } = usePerson();
  const now = JSON.stringify(typed);
  const rested = useRested(now, REST_MS);
  const input = eventInput.safeParse(JSON.parse(rested)).data ?? null;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...eventPlan(input, id),
    placeholderData: keepPreviousData,
  });
  const isNewDraft = input?.is_published === false && id === null;
  return (
    <PlanPanel
      heading="h2"
      plan={data}
      isIncomplete={input === null}
      isOld={isPlaceholderData || isFetching || now !== rested}
      hasFailed={error !== null && !isFetching && input !== null}
      onRetry={() => void refetch()}
      nothingHint={isNewDraft ? t('event.draftNothing') : t('plan.nothingHint')}
      wayOut={
        input === null || !isAdmin ? undefined : (
          <ButtonLink href={paths.organisation(input.organisation_id)}>
            {t('event.openOrganisation')}
          </ButtonLink>
        )
      }
    />
  );
}
