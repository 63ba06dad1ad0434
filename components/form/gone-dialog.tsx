'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { placeProblem } from './problem';
import { useIssueWords } from './use-issue-words';

type GoneDialogProps = {
  open: boolean;
  /** What the row was called when it turned out to be gone. */
  name: string;
  onCreate: () => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** The row was deleted while somebody typed: what they typed can become a new one. */
export function GoneDialog({ open, name, onCreate, pending, onBack }: GoneDialogProps) {
  const t = useTranslations('conflict');
  const say = useIssueWords();
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = async () => {
    setRefusal(null);
    try {
      await onCreate();
    } catch (error) {
      setRefusal(placeProblem(error, [], say).rest);
    }
  };
  return (
    <ConfirmDialog
      open={open}
      title={t('goneTitle', { name })}
      confirmLabel={t('createAnew')}
      cancelLabel={t('back')}
      tone="plain"
      pending={pending}
      error={refusal}
      onConfirm={() => void create()}
      onCancel={onBack}
    >
      {t('goneText')}
    </ConfirmDialog>
  );
}
