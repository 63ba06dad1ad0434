'use client';

import { useTranslations } from 'next-intl';
import { useState, type ReactNode } from 'react';
import { SpaceActions } from './space-actions';
import { SpaceConflict } from './space-conflict';
import { spaceDifferences } from './space-difference';
import { SpaceFields } from './space-fields';
import { SpacePlan } from './space-plan';
import { SpaceSyncBadge } from './space-sync-badge';
import { useTellSaved } from './use-tell-saved';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormDialog } from '@/components/form/form-dialog';
import { GoneDialog } from '@/components/form/gone-dialog';
import { MovedNote } from '@/components/form/moved-note';
import { useRowSave } from '@/components/form/use-row-save';
import { useDb } from '@/components/frame/public-env';
import { spaces } from '@/lib/queries/space';
import { emptySpace, spaceInput, toInput, type SpaceInput, type SpaceRow } from '@/lib/schemas/space';

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
  const db = useDb();
  const { save, write, meeting, leaveMeeting } = useRowSave<SpaceRow, SpaceInput>(opened, {
    idOf: (row) => row.id,
    read: (id) => spaces.read(db, id),
    write: spaces.save,
    toInput,
    isSame: (versions) => spaceDifferences(versions).length === 0,
    onSaved: (saved, before) => {
      tellSaved(saved, before);
      onClose();
    },
  });
  const lost = meeting?.found === 'gone' ? meeting.mine : null;
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
          <GoneDialog
            open={lost !== null}
            name={lost?.name ?? ''}
            onCreate={() => (lost === null ? Promise.resolve() : write(lost, null))}
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
