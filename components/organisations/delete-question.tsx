'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useOrganisationCache } from './use-organisation-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toast';
import { Problem } from '@/lib/errors';
import { paths } from '@/lib/paths';
import { deleteOrganisation } from '@/lib/queries/organisation';
import type { OrganisationRow } from '@/lib/schemas/organisation';

type DeleteQuestionProps = { organisation: OrganisationRow; onEnd: () => void };

/** Asks before an organisation is deleted. One that has events is not, and is told which. */
export function DeleteQuestion({ organisation, onEnd }: DeleteQuestionProps) {
  const t = useTranslations('organisation');
  const say = useIssueWords();
  const router = useRouter();
  const cache = useOrganisationCache();
  const { organisation_id: id, name } = organisation;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => deleteOrganisation(id),
    onSuccess: () => {
      toast.fine(t('deleted', { name }));
      router.push(paths.organisations);
      cache.drop(id);
    },
    onError: () => cache.refresh(),
  });
  if (organisation.events > 0 && !isPending) return <InUse organisation={organisation} onEnd={onEnd} />;
  const isInUse = error instanceof Problem && error.code === 'in_use';
  return (
    <ConfirmDialog
      open
      title={t('deleteTitle', { name })}
      confirmLabel={t('delete')}
      cancelLabel={t('cancel')}
      tone="danger"
      pending={isPending}
      error={error === null ? null : isInUse ? t('deleteInUse', { count: 1 }) : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onEnd}
    >
      {t('deleteText')}
    </ConfirmDialog>
  );
}

function InUse({ organisation, onEnd }: DeleteQuestionProps) {
  const t = useTranslations('organisation');
  const { organisation_id: id, name, events } = organisation;
  return (
    <Dialog
      open
      onClose={onEnd}
      title={t('deleteNotYet', { name })}
      closeLabel={t('close')}
      placement="middle"
      footer={
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button onClick={onEnd}>{t('close')}</Button>
          <ButtonLink href={paths.eventsOf(id)} variant="primary">
            {t('seeEvents')}
          </ButtonLink>
        </div>
      }
    >
      <p>{t('deleteInUse', { count: events })}</p>
    </Dialog>
  );
}
