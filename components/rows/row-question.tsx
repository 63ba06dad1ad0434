'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { sayProblem } from '../form/problem';
import { useIssueWords } from '../form/use-issue-words';
import { PlanTold } from '../sync/plan-told';
import { ConfirmDialog } from '../ui/confirm-dialog';
import type { NounScreen, ScreenRow } from './noun';
import { useChangeRow, type RowVerb } from './use-change-row';

type WritesProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  row: Row;
  verb: RowVerb;
};
type RowQuestionProps<Row extends ScreenRow, Input extends object> = WritesProps<Row, Input> & {
  onDone: () => void;
  onCancel: () => void;
};

/** Asks before a row leaves or returns, and names what that writes to Stripe. */
export function RowQuestion<Row extends ScreenRow, Input extends object>(
  props: RowQuestionProps<Row, Input>,
) {
  const { screen, row, verb, onDone, onCancel } = props;
  const t = useTranslations(screen.noun);
  const say = useIssueWords();
  const change = useChangeRow(screen);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => change(row, verb),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t(`${verb}Title`, { name: row.name })}
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
        <Writes screen={screen} row={row} verb={verb} />
      </div>
    </ConfirmDialog>
  );
}

function Writes<Row extends ScreenRow, Input extends object>({
  screen: { queries, withActive },
  row,
  verb,
}: WritesProps<Row, Input>) {
  const kept = useQuery({
    ...queries.plan(withActive(row, verb === 'revive'), row.id),
    enabled: verb !== 'delete',
  });
  const gone = useQuery({ ...queries.deletePlan(row.id), enabled: verb === 'delete' });
  return <PlanTold plan={verb === 'delete' ? gone : kept} as={verb === 'revive' ? 'steps' : 'archives'} />;
}
