'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { OrganisationConflict } from './organisation-conflict';
import { organisationDifferences } from './organisation-difference';
import { OrganisationFields } from './organisation-fields';
import { useOrganisationCache } from './use-organisation-cache';
import { useEditing, type OrganisationField } from './use-organisation-search';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormDialog } from '@/components/form/form-dialog';
import { GoneDialog } from '@/components/form/gone-dialog';
import { LeaveQuestion } from '@/components/form/leave-question';
import { MovedNote } from '@/components/form/moved-note';
import { useRowSave } from '@/components/form/use-row-save';
import { useDb } from '@/components/frame/public-env';
import { MeaningIcon } from '@/components/ui/badge';
import { toast } from '@/components/ui/toast';
import { readOrganisation, saveOrganisation } from '@/lib/queries/organisation';
import {
  organisationInput,
  toOrganisationInput,
  type OrganisationInput,
  type OrganisationRow,
} from '@/lib/schemas/organisation';

type OrganisationFormProps = {
  organisation: OrganisationRow;
  /** Somebody deleted it, and what was typed was made anew. */
  onMadeAnew: (organisation: OrganisationRow) => void;
};

/** The form of an organisation, over its page, when the address asks for it. */
export function OrganisationForm({ organisation, onMadeAnew }: OrganisationFormProps) {
  const { field, edit } = useEditing();
  const [shown, setShown] = useState(field);
  const [isDirty, setDirty] = useState(false);
  if (field !== shown && !isDirty) setShown(field);
  if (shown === null) return null;
  return (
    <OpenForm
      organisation={organisation}
      onMadeAnew={onMadeAnew}
      at={shown}
      isDirty={isDirty}
      onDirty={setDirty}
      isLeaving={field !== shown}
      onClose={() => {
        setDirty(false);
        edit(null);
      }}
      onStay={() => edit(shown)}
    />
  );
}

type OpenFormProps = OrganisationFormProps & {
  at: OrganisationField;
  isDirty: boolean;
  onDirty: (isDirty: boolean) => void;
  isLeaving: boolean;
  onClose: () => void;
  onStay: () => void;
};

function OpenForm(props: OpenFormProps) {
  const { organisation, onMadeAnew, at, isDirty, onDirty, isLeaving, onClose, onStay } = props;
  const t = useTranslations('organisation');
  const db = useDb();
  const cache = useOrganisationCache();
  // The form stands on the revision it was opened with. While nothing is typed, it follows the row.
  const [opened, setOpened] = useState(organisation);
  const hasMoved = organisation.revision !== opened.revision;
  if (!isDirty && hasMoved) setOpened(organisation);
  const { save, write, meeting, leaveMeeting } = useRowSave<OrganisationRow, OrganisationInput>(opened, {
    idOf: (row) => row.organisation_id,
    read: (id) => readOrganisation(db, id),
    write: saveOrganisation,
    toInput: toOrganisationInput,
    isSame: (versions) => organisationDifferences(versions).length === 0,
    onSaved: (saved, before) => {
      cache.put(saved);
      toast.fine(t(before === null ? 'created' : 'saved', { name: saved.name }));
      onClose();
      if (before === null) onMadeAnew(saved);
    },
  });
  const lost = meeting?.found === 'gone' ? meeting.mine : null;
  return (
    <FormDialog
      key={opened.revision}
      title={opened.name}
      schema={organisationInput}
      values={toOrganisationInput(opened)}
      save={save}
      onClose={onClose}
      submitLabel={t('save')}
      focusField={at}
    >
      {hasMoved ? <MovedNote /> : null}
      <OrganisationFields ownCurrency={opened.default_currency} hint={t('accountHint')} />
      <MoveNote opened={opened} />
      <DirtySignal onDirty={onDirty} />
      {meeting?.found === 'changed' ? (
        <OrganisationConflict
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
      <LeaveQuestion open={isLeaving} onLeave={() => onDirty(false)} onStay={onStay} />
    </FormDialog>
  );
}

/** What a change of the account does to the events that are sold on it, said before anything is saved. */
function MoveNote({ opened }: { opened: OrganisationRow }) {
  const t = useTranslations('organisation.move');
  const typed: unknown = useWatch({ name: 'stripe_onbehalfof' });
  const before = opened.stripe_onbehalfof;
  const after = typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : null;
  if (after === before || opened.events === 0) return null;
  const count = opened.events;
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded bg-attention-soft p-3 wrap-anywhere text-attention"
    >
      <span className="mt-0.5">
        <MeaningIcon meaning="attention" />
      </span>
      {after === null
        ? t('left', { count, account: before ?? '' })
        : before === null
          ? t('first', { count, account: after })
          : t('changed', { count, account: after, before })}
    </p>
  );
}
