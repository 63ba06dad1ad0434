'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useChangeSpace } from './use-change-space';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { PlanTold } from '@/components/sync/plan-told';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { spaces } from '@/lib/queries/space';
import { toInput, type SpaceRow } from '@/lib/schemas/space';

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
  const kept = useQuery({
    ...spaces.plan({ ...toInput(space), is_active: verb === 'revive' }, space.id),
    enabled: verb !== 'delete',
  });
  const gone = useQuery({ ...spaces.deletePlan(space.id), enabled: verb === 'delete' });
  return <PlanTold plan={verb === 'delete' ? gone : kept} as={verb === 'revive' ? 'steps' : 'archives'} />;
}
