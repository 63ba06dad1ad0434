'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import type { Noun } from './noun';
import { useOpenRow } from './use-open-row';

/** Makes the first row of a noun, or one more. */
export function NewButton({ noun }: { noun: Noun }) {
  const t = useTranslations(noun);
  const { open } = useOpenRow(noun);
  return (
    <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => open('new')}>
      {t('new')}
    </Button>
  );
}

/** A list that has no rows yet: what they are, and how to make the first one. */
export function RowsEmpty({ noun, icon }: { noun: Noun; icon: ReactNode }) {
  const t = useTranslations(noun);
  return (
    <EmptyState
      title={t('emptyTitle')}
      hint={t('emptyHint')}
      icon={icon}
      action={<NewButton noun={noun} />}
    />
  );
}
