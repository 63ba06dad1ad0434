'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '../ui/confirm-dialog';

type LeaveQuestionProps = { open: boolean; onLeave: () => void; onStay: () => void };

/** Asked over a form when the address is about to leave it, as the browser's Back button does without asking. */
export function LeaveQuestion({ open, onLeave, onStay }: LeaveQuestionProps) {
  const t = useTranslations('form');
  return (
    <ConfirmDialog
      open={open}
      title={t('discardTitle')}
      confirmLabel={t('discard')}
      cancelLabel={t('keepEditing')}
      tone="danger"
      pending={false}
      error={null}
      onConfirm={onLeave}
      onCancel={onStay}
    >
      {t('discardText')}
    </ConfirmDialog>
  );
}
