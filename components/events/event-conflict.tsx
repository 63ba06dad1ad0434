'use client';

import { useTranslations } from 'next-intl';
import { eventDifferences, mergeEvents, partsOf, ticketsOf } from './event-difference';
import { useEventValue } from './use-event-value';
import { useFieldWord } from './use-event-words';
import { ConflictDialog } from '@/components/form/conflict-dialog';
import type { Meeting } from '@/components/form/use-row-save';
import { toEventInput, type EventInput, type EventRow } from '@/lib/schemas/event';

type EventConflictProps = {
  meeting: Extract<Meeting<EventRow, EventInput>, { found: 'changed' }>;
  /** Saves on the other's revision. */
  onSave: (input: EventInput, theirs: EventRow) => Promise<void>;
  pending: boolean;
  onBack: () => void;
};

/** Two versions of one event side by side, ticket type by ticket type. */
export function EventConflict({ meeting, onSave, pending, onBack }: EventConflictProps) {
  const t = useTranslations();
  const { mine, was } = meeting;
  const theirs = toEventInput(meeting.theirs);
  const fieldWord = useFieldWord([]);
  const text = useEventValue(meeting.theirs.organisation_id);
  const label = (field: string) => {
    const { ticket: key, name } = partsOf(field);
    if (key === null) return fieldWord(field);
    const found = [mine, theirs, was].flatMap((version) => ticketsOf(version).get(key) ?? [])[0];
    const ticket = found?.name ?? '';
    return name === null ? ticket : t('ticket.of', { ticket, field: fieldWord(field) });
  };
  return (
    <ConflictDialog
      differences={eventDifferences({ was, mine, theirs })}
      wordsOf={(field) => ({
        label: label(field),
        was: text(field, was),
        mine: text(field, mine),
        theirs: text(field, theirs),
      })}
      onSave={(choices) => onSave(mergeEvents(mine, theirs, choices), meeting.theirs)}
      saveLabel={t('event.save')}
      pending={pending}
      onBack={onBack}
    />
  );
}
