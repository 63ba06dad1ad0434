'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { endAfter, isWall, wallWords, zoneName } from './event-times';
import { useEventCache } from './use-event-cache';
import { DateTimeField } from '@/components/form/date-time-field';
import { FormDialog } from '@/components/form/form-dialog';
import { TextField } from '@/components/form/text-field';
import { useSave } from '@/components/form/use-save';
import { toast } from '@/components/ui/toast';
import { paths } from '@/lib/paths';
import { copyEvent } from '@/lib/queries/event';
import { eventCopy, type EventCopy, type EventRow } from '@/lib/schemas/event';
import { daysLater, wallTime } from '@/lib/time';

const A_WEEK = 7;

/** Makes a copy of an event with its ticket types, a week later unless one says otherwise, and goes there. */
export function CopyDialog({ event, onClose }: { event: EventRow; onClose: () => void }) {
  const t = useTranslations('event');
  const router = useRouter();
  const cache = useEventCache();
  const { event_start, event_end, time_zone: zone } = event;
  const wall = (moment: string | null) => (moment === null ? null : wallTime(moment, zone));
  const start = wall(event_start);
  const values: EventCopy = {
    title: t('copy.name', { title: event.title }),
    event_start: start === null ? null : daysLater(start, A_WEEK),
  };
  const save = useSave((copy: EventCopy) => copyEvent({ id: event.event_id, ...copy }), {
    onSaved: (copy) => {
      cache.put(copy);
      cache.refresh();
      toast.fine(t('copy.done', { name: copy.title }));
      onClose();
      router.push(paths.event(copy.event_id));
    },
  });
  return (
    <FormDialog
      title={t('copy.title', { name: event.title })}
      description={t('copy.hint')}
      schema={eventCopy}
      values={values}
      save={save}
      onClose={onClose}
      submitLabel={t('copy.confirm')}
    >
      <TextField name="title" label={t('field.title')} />
      <DateTimeField
        name="event_start"
        label={t('field.event_start')}
        hint={t('copy.startHint', { zone: zoneName(zone) })}
      />
      <CopyEnd start={start} end={wall(event_end)} />
    </FormDialog>
  );
}

/** The copy lasts as long as the event does, by the clock on the wall. */
function CopyEnd({ start, end }: { start: string | null; end: string | null }) {
  const t = useTranslations('event.copy');
  const locale = useLocale();
  const typed: unknown = useWatch({ name: 'event_start' });
  if (start === null || end === null || !isWall(typed)) return null;
  return (
    <p role="status" className="-mt-3 text-ink-soft">
      {t('ends', { end: wallWords(endAfter(start, end, typed), locale) })}
    </p>
  );
}
