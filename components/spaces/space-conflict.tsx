'use client';

import { useTranslations } from 'next-intl';
import { merge, spaceDifferences } from './space-difference';
import { useFieldValue, useFieldWord } from './use-space-words';
import { ConflictDialog } from '@/components/form/conflict-dialog';
import type { Meeting } from '@/components/form/use-row-save';
import { toInput, type SpaceInput, type SpaceRow } from '@/lib/schemas/space';

type SpaceConflictProps = {
  meeting: Extract<Meeting<SpaceRow, SpaceInput>, { found: 'changed' }>;
  /** Saves on the other's revision. */
  onSave: (input: SpaceInput, theirs: SpaceRow) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** Two versions of one space side by side. */
export function SpaceConflict({ meeting, onSave, pending, onBack }: SpaceConflictProps) {
  const t = useTranslations('space');
  const fieldWord = useFieldWord();
  const text = useFieldValue();
  const { mine, was } = meeting;
  const theirs = toInput(meeting.theirs);
  return (
    <ConflictDialog
      differences={spaceDifferences({ was, mine, theirs })}
      wordsOf={(field) => ({
        label: fieldWord(field),
        was: text(field, was),
        mine: text(field, mine),
        theirs: text(field, theirs),
      })}
      onSave={(choices) => onSave(merge(mine, theirs, choices), meeting.theirs)}
      saveLabel={t('save')}
      pending={pending}
      onBack={onBack}
    />
  );
}
