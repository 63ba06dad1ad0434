'use client';

import { useTranslations } from 'next-intl';
import { merge, organisationDifferences } from './organisation-difference';
import type { OrganisationField } from './use-organisation-search';
import { ConflictDialog } from '@/components/form/conflict-dialog';
import type { Meeting } from '@/components/form/use-row-save';
import {
  toOrganisationInput,
  type OrganisationInput,
  type OrganisationRow,
} from '@/lib/schemas/organisation';

type OrganisationConflictProps = {
  meeting: Extract<Meeting<OrganisationRow, OrganisationInput>, { found: 'changed' }>;
  /** Saves on the other's revision. */
  onSave: (input: OrganisationInput, theirs: OrganisationRow) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

function text(field: OrganisationField, input: OrganisationInput): string {
  if (field === 'fee_percent') return `${input.fee_percent} %`;
  const value = input[field] ?? '—';
  return field === 'default_currency' ? value.toUpperCase() : value;
}

/** Two versions of one organisation side by side. */
export function OrganisationConflict({ meeting, onSave, pending, onBack }: OrganisationConflictProps) {
  const t = useTranslations('organisation');
  const { mine, was } = meeting;
  const theirs = toOrganisationInput(meeting.theirs);
  return (
    <ConflictDialog
      differences={organisationDifferences({ was, mine, theirs })}
      wordsOf={(field) => ({
        label: t(`field.${field}`),
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
