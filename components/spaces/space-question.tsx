'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useChangeSpace } from './use-change-space';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { LooksFirst } from '@/components/sync/plan-panel';
import { PlanSteps } from '@/components/sync/plan-steps';
import { archivesOf, archiveWords } from '@/components/sync/plan-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { spaceDeletePlan, spacePlan } from '@/lib/queries/space';
import { toInput, type SpaceRow } from '@/lib/schemas/space';
import type { PlanAnswer } from '@/lib/schemas/sync';

export type SpaceVerb = 'archive' | 'revive' | 'delete';

type SpaceQuestionProps = { space: SpaceRow; verb: SpaceVerb; onDone: () => void; onCancel: () => void };

/** Asks before a space leaves or returns, and names what that writes to Stripe. */
export function SpaceQuestion({ space, verb, onDone, onCancel }: SpaceQuestionProps) {
  const t = useTranslations('space');
  const say = useIssueWords();
  const change = useChangeSpace();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => change(space, verb),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t(`${verb}Title`, { name: space.name })}
      confirmLabel={t(verb)}
      cancelLabel={t('cancel')}
      tone={verb === 'revive' ? 'plain' : 'danger'}
      pending={isPending}
      error={error === null ? null : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onCancel}
    >
      <div className="flex flex-col gap-3">
        <p>{t(`${verb}Text`)}</p>
        <Writes space={space} verb={verb} />
      </div>
    </ConfirmDialog>
  );
}

function Writes({ space, verb }: { space: SpaceRow; verb: SpaceVerb }) {
  const t = useTranslations('space');
  const kept = useQuery({
    ...spacePlan({ ...toInput(space), is_active: verb === 'revive' }, space.id),
    enabled: verb !== 'delete',
  });
  const gone = useQuery({ ...spaceDeletePlan(space.id), enabled: verb === 'delete' });
  const plan = verb === 'delete' ? gone : kept;
  if (plan.error !== null) return <p className="text-attention">{t('planFailed')}</p>;
  if (plan.data === undefined) return <p role="status">{t('planLoading')}</p>;
  return (
    <>
      <WritesText plan={plan.data} verb={verb} />
      {plan.data.looksFirst ? <LooksFirst /> : null}
    </>
  );
}

function WritesText({ plan, verb }: { plan: PlanAnswer; verb: SpaceVerb }) {
  const t = useTranslations('plan');
  if (verb === 'revive') {
    return (
      <>
        <p className="font-medium text-ink">{t('count', { count: plan.steps.length })}</p>
        <PlanSteps steps={plan.steps} />
      </>
    );
  }
  const counts = archivesOf(plan);
  return <p className="font-medium text-ink">{t(`archives.${archiveWords(counts)}`, counts)}</p>;
}
