'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useOrganisationCache } from './use-organisation-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { addMember, removeMember } from '@/lib/queries/organisation';
import type { OrganisationPerson, OrganisationRow } from '@/lib/schemas/organisation';

type MemberQuestionProps = { organisation: OrganisationRow; person: OrganisationPerson; onEnd: () => void };

/** Asks before a member leaves an organisation; the way back is offered afterwards. */
export function MemberQuestion({ organisation, person, onEnd }: MemberQuestionProps) {
  const t = useTranslations('organisation');
  const say = useIssueWords();
  const cache = useOrganisationCache();
  const { organisation_id: id, name } = organisation;
  const { email } = person;
  const undo = async () => {
    try {
      await addMember(id, email);
      toast.fine(t('members.added', { email, name }));
    } catch (error) {
      toast.failed(sayProblem(error, say));
    }
    cache.refresh();
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => removeMember(id, person.id),
    onSuccess: () => {
      cache.refresh();
      toast.fine(t('members.removed', { email, name }), {
        label: t('undo'),
        onClick: () => void undo(),
      });
      onEnd();
    },
  });
  return (
    <ConfirmDialog
      open
      title={t('members.removeTitle', { email })}
      confirmLabel={t('members.removeConfirm')}
      cancelLabel={t('cancel')}
      tone="danger"
      pending={isPending}
      error={error === null ? null : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onEnd}
    >
      {t('members.removeText', { name })}
    </ConfirmDialog>
  );
}
