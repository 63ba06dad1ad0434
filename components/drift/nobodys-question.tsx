'use client';

import { useTranslations } from 'next-intl';
import { useAdoptProduct } from './use-decide';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { NobodysProduct } from '@/lib/schemas/drift';

type NobodysQuestionProps = { product: NobodysProduct; onClose: () => void };

/** Says what becomes of a product that is nobody's when a row is made of it. */
export function NobodysQuestion({ product, onClose }: NobodysQuestionProps) {
  const t = useTranslations('drift.nobody');
  const tForm = useTranslations('form');
  const say = useIssueWords();
  const adopt = useAdoptProduct(product, onClose);
  return (
    <ConfirmDialog
      open
      title={t('question', { name: product.name })}
      confirmLabel={t('adopt')}
      cancelLabel={tForm('cancel')}
      tone="plain"
      pending={adopt.isPending}
      error={adopt.error === null ? null : sayProblem(adopt.error, say)}
      onConfirm={() => adopt.mutate()}
      onCancel={onClose}
    >
      <p>{t('effect')}</p>
    </ConfirmDialog>
  );
}
