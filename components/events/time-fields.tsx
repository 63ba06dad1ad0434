'use client';

import { useLocale, useNow, useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { isSameClock, isWall, offsetWords, spanWords, startWords, zoneName } from './event-times';
import { ComboboxField } from '@/components/form/combobox-field';
import { DateTimeField } from '@/components/form/date-time-field';
import { useReaderZone } from '@/components/ui/use-reader-zone';
import { isTimeZone, momentOf } from '@/lib/time';

/** Start and end as the clock on the wall of the event's zone shows them. */
export function TimeFields({
  ownZone,
  fieldWord,
}: {
  ownZone: string;
  fieldWord: (field: string) => string;
}) {
  const readerZone = useReaderZone();
  useJudgedTogether();
  const zones = useMemo(
    () =>
      [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', readerZone, ownZone])]
        .sort()
        .map((zone) => ({ value: zone, label: zoneName(zone) })),
    [readerZone, ownZone],
  );
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <DateTimeField name="event_start" label={fieldWord('event_start')} optional />
        <DateTimeField name="event_end" label={fieldWord('event_end')} optional />
      </div>
      <div className="flex flex-col gap-1.5">
        <ComboboxField name="time_zone" label={fieldWord('time_zone')} options={zones} />
        <ZoneNote readerZone={readerZone} />
      </div>
    </>
  );
}

/** Start, end and zone judge each other: what is wrong with one may be mended, or caused, by another. */
function useJudgedTogether() {
  const { trigger, formState } = useFormContext();
  const { isSubmitted, touchedFields } = formState;
  const isJudged = isSubmitted || touchedFields.event_end === true;
  const typed: unknown[] = useWatch({ name: ['event_start', 'event_end', 'time_zone'] });
  const times = typed.join(' ');
  const judged = useRef(times);
  useEffect(() => {
    if (judged.current === times) return;
    judged.current = times;
    if (isJudged) void trigger(['event_start', 'event_end']);
  }, [times, isJudged, trigger]);
}

/** What the zone means at that time, and, to somebody elsewhere, what their own clock will show. */
function ZoneNote({ readerZone }: { readerZone: string }) {
  const t = useTranslations('event');
  const locale = useLocale();
  const now = useNow();
  const typed: unknown[] = useWatch({ name: ['event_start', 'event_end', 'time_zone'] });
  const [startTyped, endTyped, zone] = typed;
  if (typeof zone !== 'string' || !isTimeZone(zone)) return null;
  const moment = (wall: unknown) => (isWall(wall) ? momentOf(wall, zone) : null);
  const start = moment(startTyped);
  const end = moment(endTyped);
  const at = start ?? now.toISOString();
  const offset = offsetWords(at, zone, locale);
  const words = { zone: zoneName(zone), offset };
  return (
    <p role="status" className="flex flex-col text-small text-ink-faint">
      <span>{start === null ? t('zoneToday', words) : t('zoneNow', words)}</span>
      {start === null || isSameClock(start, zone, readerZone) ? null : (
        <span>
          {end === null || end <= start
            ? t('forYou', { start: startWords(start, readerZone, locale) })
            : t('forYouBoth', spanOf(spanWords(start, end, readerZone, locale)))}
        </span>
      )}
    </p>
  );
}

const spanOf = ([start, end]: [string, string]) => ({ start, end });
