'use client';

import { useTranslations } from 'next-intl';
import { useDecide } from './use-decide';
import { sayProblem } from '@/components/form/problem';
import { useIssueWords } from '@/components/form/use-issue-words';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { canAdopt, type Decision, type DriftRow } from '@/lib/schemas/drift';

export type DriftAsked = { rows: readonly DriftRow[]; decision: Decision };

type DriftQuestionProps = DriftAsked & { onClose: () => void; onDone: () => void };

/** Says what a decision does, to these fields and to the others of their rows, before it is made. */
export function DriftQuestion({ rows, decision, onClose, onDone }: DriftQuestionProps) {
  const t = useTranslations('drift');
  const tForm = useTranslations('form');
  const say = useIssueWords();
  const decide = useDecide(() => {
    onClose();
    onDone();
  });
  const chosen = decision === 'adopt' ? rows.filter(canAdopt) : rows;
  const left = rows.length - chosen.length;
  const things = new Set(rows.map(({ kind, row_id }) => `${kind}:${row_id}`)).size;
  return (
    <ConfirmDialog
      open
      title={t(`question.${decision}`, { count: chosen.length })}
      confirmLabel={t(`decide.${decision}`)}
      cancelLabel={tForm('cancel')}
      tone="plain"
      pending={decide.isPending}
      error={decide.error === null ? null : sayProblem(decide.error, say)}
      onConfirm={() => decide.mutate({ rows: chosen, decision })}
      onCancel={onClose}
    >
      <p>{t(`effect.${decision}`, { count: chosen.length, rows: things })}</p>
      {left === 0 ? null : <p className="mt-2">{t('cannotAdopt', { count: left })}</p>}
    </ConfirmDialog>
  );
}
