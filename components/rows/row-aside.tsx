'use client';

import { GoneDialog } from '../form/gone-dialog';
import { MovedNote } from '../form/moved-note';
import type { NounScreen, ScreenRow } from './noun';
import { RowActions } from './row-actions';
import { RowConflict } from './row-conflict';
import { RowPlan } from './row-plan';
import type { RowForm, RowFormProps } from './use-row-form';

type RowAsideProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  form: RowForm<Row, Input>;
  shown: RowFormProps<Row>;
  typed: { is_active: boolean };
  /** The value of a field as a person reads it. */
  valueText: (field: keyof Input & string, version: Input) => string;
};

/** Beside the fields: what Stripe would get, what else can be done, and what others did meanwhile. */
export function RowAside<Row extends ScreenRow, Input extends { name: string }>(
  props: RowAsideProps<Row, Input>,
) {
  const { screen, form, shown, typed, valueText } = props;
  const { opened, hasMoved, save, write, meeting, leaveMeeting } = form;
  const lost = meeting?.found === 'gone' ? meeting.mine : null;
  return (
    <div className="flex flex-col gap-6 sm:sticky sm:top-0">
      {hasMoved ? <MovedNote /> : null}
      <RowPlan screen={screen} typed={typed} id={opened?.id ?? null} />
      {shown.row === null ? null : (
        <RowActions screen={screen} row={shown.row} isDirty={shown.isDirty} onDeleted={shown.onClose} />
      )}
      {meeting?.found === 'changed' ? (
        <RowConflict
          // A third version is a new question.
          key={meeting.theirs.revision}
          screen={screen}
          meeting={meeting}
          valueText={valueText}
          onSave={write}
          pending={save.pending}
          onBack={leaveMeeting}
        />
      ) : null}
      <GoneDialog
        open={lost !== null}
        name={lost?.name ?? ''}
        onCreate={() => (lost === null ? Promise.resolve() : write(lost, null))}
        pending={save.pending}
        onBack={leaveMeeting}
      />
      {shown.question}
    </div>
  );
}
