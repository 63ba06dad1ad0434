'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState, type ReactNode } from 'react';
import { useFormState } from 'react-hook-form';
import { SpaceActions } from './space-actions';
import { SpaceConflict } from './space-conflict';
import { SpaceFields } from './space-fields';
import { SpaceGone } from './space-gone';
import { SpacePlan } from './space-plan';
import { SpaceSyncBadge } from './space-sync-badge';
import { useSpaceSave } from './use-space-save';
import { useTellSaved } from './use-tell-saved';
import { FormDialog } from '@/components/form/form-dialog';
import { MeaningIcon } from '@/components/ui/badge';
import { emptySpace, spaceInput, toInput, type SpaceRow } from '@/lib/schemas/space';

export type SpaceFormProps = {
  /** The row as it is known now; nothing for a new one. */
  space: SpaceRow | null;
  focusField: string | null;
  onClose: () => void;
  isDirty: boolean;
  onDirty: (isDirty: boolean) => void;
  /** Asked over the form, when the address is about to leave it. */
  question: ReactNode;
};

/** The form for a new space and for an old one. */
export function SpaceForm({ space, focusField, onClose, isDirty, onDirty, question }: SpaceFormProps) {
  const t = useTranslations('space');
  const tellSaved = useTellSaved();
  // The form stands on the revision it was opened with. While nothing is typed, it follows the row.
  const [opened, setOpened] = useState(space);
  if (!isDirty && space !== null && space.revision !== opened?.revision) setOpened(space);
  const { save, write, meeting, leaveMeeting } = useSpaceSave(opened, (saved, before) => {
    tellSaved(saved, before);
    onClose();
  });
  const values = opened === null ? emptySpace : toInput(opened);
  const hasMoved = space !== null && space.revision !== opened?.revision;
  return (
    <FormDialog
      key={opened?.revision ?? 'new'}
      title={opened?.name ?? t('newTitle')}
      description={space === null ? undefined : <SpaceSyncBadge space={space} />}
      schema={spaceInput}
      values={values}
      save={save}
      onClose={onClose}
      submitLabel={opened === null ? t('create') : t('save')}
      focusField={focusField}
      aside={(typed) => (
        <div className="flex flex-col gap-6 sm:sticky sm:top-0">
          {hasMoved ? <MovedNote /> : null}
          <SpacePlan typed={typed} id={opened?.id ?? null} />
          {space === null ? null : <SpaceActions space={space} isDirty={isDirty} onDeleted={onClose} />}
          {meeting?.found === 'changed' ? (
            <SpaceConflict
              // A third version is a new question.
              key={meeting.theirs.revision}
              meeting={meeting}
              onSave={write}
              pending={save.pending}
              onBack={leaveMeeting}
            />
          ) : null}
          <SpaceGone
            mine={meeting?.found === 'gone' ? meeting.mine : null}
            onCreate={(mine) => write(mine, null)}
            pending={save.pending}
            onBack={leaveMeeting}
          />
          {question}
        </div>
      )}
    >
      <SpaceFields ownType={values.type} ownCurrency={values.currency} />
      <DirtySignal onDirty={onDirty} />
    </FormDialog>
  );
}

/** Tells whoever opened the form whether something would be lost. */
function DirtySignal({ onDirty }: { onDirty: (isDirty: boolean) => void }) {
  const { isDirty } = useFormState();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  return null;
}

function MovedNote() {
  const t = useTranslations('space.conflict');
  return (
    <p role="status" className="flex items-start gap-2 rounded bg-attention-soft p-3 text-attention">
      <span className="mt-0.5">
        <MeaningIcon meaning="attention" />
      </span>
      {t('noted')}
    </p>
  );
}
