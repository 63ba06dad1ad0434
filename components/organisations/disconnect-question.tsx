'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useOrganisationCache } from './use-organisation-cache';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/components/ui/toast';
import { saveOrganisation } from '@/lib/queries/organisation';
import type { OrganisationRow } from '@/lib/schemas/organisation';

type DisconnectQuestionProps = { organisation: OrganisationRow; onEnd: () => void };

/** Asks before an organisation parts from its account, and says what becomes of its events there. */
export function DisconnectQuestion({ organisation, onEnd }: DisconnectQuestionProps) {
  const t = useTranslations('organisation');
  const say = useIssueWords();
  const cache = useOrganisationCache();
  const { organisation_id: id, name, revision, events, account } = organisation;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => saveOrganisation({ id, revision, input: { stripe_onbehalfof: null } }),
    onSuccess: (saved) => {
      cache.put(saved);
      toast.fine(t('disconnected', { name }));
      onEnd();
    },
    onError: () => cache.refresh(),
  });
  return (
    <ConfirmDialog
      open
      title={t('disconnectTitle', { name })}
      confirmLabel={t('account.disconnect')}
      cancelLabel={t('cancel')}
      tone="danger"
      pending={isPending}
      error={error === null ? null : sayProblem(error, say)}
      onConfirm={() => mutate()}
      onCancel={onEnd}
    >
      <div className="flex flex-col gap-3">
        <p className="font-medium text-ink wrap-anywhere">
          {t('move.left', { count: events, account: account.account ?? '' })}
        </p>
        <p>{t('disconnectText')}</p>
      </div>
    </ConfirmDialog>
  );
}
