'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { placeProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { SpaceInput } from '@/lib/schemas/space';

type SpaceGoneProps = {
  /** What was typed when the row turned out to be gone; nothing while it is there. */
  mine: SpaceInput | null;
  onCreate: (mine: SpaceInput) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** The row was deleted while somebody typed: what they typed can become a new one. */
export function SpaceGone({ mine, onCreate, pending, onBack }: SpaceGoneProps) {
  const t = useTranslations('space.conflict');
  const say = useIssueWords();
  const [refusal, setRefusal] = useState<string | null>(null);
  const create = async () => {
    if (mine === null) return;
    setRefusal(null);
    try {
      await onCreate(mine);
    } catch (error) {
      setRefusal(placeProblem(error, [], say).rest);
    }
  };
  return (
    <ConfirmDialog
      open={mine !== null}
      title={t('goneTitle', { name: mine?.name ?? '' })}
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
