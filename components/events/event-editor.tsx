'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { EventConflict } from './event-conflict';
import { eventDifferences } from './event-difference';
import { EventFields } from './event-fields';
import { EventHeader } from './event-header';
import { EventPlan } from './event-plan';
import { formPathOf } from './form-path';
import { TicketList } from './ticket-list';
import { useTellSaved } from './use-tell-saved';
import { DirtySignal } from '@/components/form/dirty-signal';
import { FormPage } from '@/components/form/form-page';
import { GoneDialog } from '@/components/form/gone-dialog';
import { MovedNote } from '@/components/form/moved-note';
import { useRowSave } from '@/components/form/use-row-save';
import { useDb } from '@/components/frame/public-env';
import { paths } from '@/lib/paths';
import { readEvent, saveEvent } from '@/lib/queries/event';
import { eventInput, toEventInput, type EventInput, type EventRow } from '@/lib/schemas/event';

type EventEditorProps = {
  /** The row as it is known now; nothing for a new one. */
  event: EventRow | null;
  /** What a new one starts with. */
  draft: EventInput;
  /** The field to start at, as the engine names it: `title`, `tickets.<id>.price`. */
  focusField: string | null;
  isDirty: boolean;
  onDirty: (isDirty: boolean) => void;
};

/** The editor of an event with its ticket types, for a new one and for an old one. */
export function EventEditor({ event, draft, focusField, isDirty, onDirty }: EventEditorProps) {
  const t = useTranslations('event');
  const router = useRouter();
  const db = useDb();
  const tellSaved = useTellSaved();
  const [asked, setAsked] = useState({ field: focusField, time: 0 });
  // The form stands on the revision it was opened with. While nothing is typed, it follows the row.
  const [opened, setOpened] = useState(event);
  if (!isDirty && event !== null && event.revision !== opened?.revision) setOpened(event);
  const { save, write, meeting, leaveMeeting } = useRowSave<EventRow, EventInput>(opened, {
    idOf: (row) => row.event_id,
    read: (id) => readEvent(db, id),
    write: saveEvent,
    toInput: toEventInput,
    isSame: (versions) => eventDifferences(versions).length === 0,
    onSaved: (saved, before) => {
      setOpened(saved);
      tellSaved(saved, before);
      if (before === null) router.replace(paths.event(saved.event_id));
    },
  });
  const values = useMemo(() => (opened === null ? draft : toEventInput(opened)), [opened, draft]);
  const hasMoved = event !== null && opened !== null && event.revision > opened.revision;
  const lost = meeting?.found === 'gone' ? meeting.mine : null;
  return (
    <FormPage
      schema={eventInput}
      values={values}
      save={save}
      isNew={opened === null}
      submitLabel={opened === null ? t('create') : t('save')}
      focusField={formPathOf(asked.field ?? (opened === null ? 'title' : null), values)}
      focusTime={asked.time}
      header={
        <EventHeader
          event={event ?? opened}
          onMend={(field) => setAsked(({ time }) => ({ field, time: time + 1 }))}
        />
      }
      aside={(typed) => (
        <>
          {hasMoved ? <MovedNote /> : null}
          <EventPlan typed={typed} id={opened?.event_id ?? null} />
          {meeting?.found === 'changed' ? (
            <EventConflict
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
            name={lost?.title ?? ''}
            onCreate={() => (lost === null ? Promise.resolve() : write(withoutIds(lost), null))}
            pending={save.pending}
            onBack={leaveMeeting}
          />
        </>
      )}
    >
      <EventFields id={opened?.event_id ?? null} ownType={values.type} ownZone={values.time_zone} />
      <TicketList event={event ?? opened} />
      <DirtySignal onDirty={onDirty} />
    </FormPage>
  );
}

/** What was deleted with the event is made anew with it. */
const withoutIds = (input: EventInput): EventInput => ({
  ...input,
  slug: null,
  tickets: input.tickets.map((ticket) => ({ ...ticket, id: null })),
});
