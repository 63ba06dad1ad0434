'use client';

import { useTranslations } from 'next-intl';
import { ConflictDialog } from '../form/conflict-dialog';
import type { Meeting } from '../form/use-row-save';
import type { NounScreen, ScreenRow } from './noun';
import { useFieldWord } from './use-field-word';

type RowConflictProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  meeting: Extract<Meeting<Row, Input>, { found: 'changed' }>;
  /** The value of a field as a person reads it. */
  valueText: (field: keyof Input & string, version: Input) => string;
  /** Saves on the other's revision. */
  onSave: (input: Input, theirs: Row) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** Two versions of one row side by side. */
export function RowConflict<Row extends ScreenRow, Input extends object>(
  props: RowConflictProps<Row, Input>,
) {
  const { screen, meeting, valueText, onSave, pending, onBack } = props;
  const t = useTranslations(screen.noun);
  const fieldWord = useFieldWord(screen.noun);
  const { mine, was } = meeting;
  const theirs = screen.toInput(meeting.theirs);
  return (
    <ConflictDialog
      differences={screen.differences({ was, mine, theirs })}
      wordsOf={(field) => ({
        label: fieldWord(field),
        was: valueText(field, was),
        mine: valueText(field, mine),
        theirs: valueText(field, theirs),
      })}
      onSave={(choices) => onSave(screen.merge(mine, theirs, choices), meeting.theirs)}
      saveLabel={t('save')}
      pending={pending}
      onBack={onBack}
    />
  );
}
