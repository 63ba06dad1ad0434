'use client';

import { Clock } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu';
import { useReaderZone } from '../ui/use-reader-zone';
import { TimeDates } from './time-dates';
import { anyTime, timeSpans, type TimeSearch } from './time-search';

type TimeChoiceProps = { search: TimeSearch; onChange: (next: TimeSearch) => void };

const choices = ['any', ...timeSpans] as const;

/** A span that ends now, or two moments of one's own. */
export function TimeChoice({ search, onChange }: TimeChoiceProps) {
  const t = useTranslations('time');
  const [asking, setAsking] = useState(false);
  const { span, from, to } = search;
  const chosen = span ?? (from === null && to === null ? 'any' : 'between');
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button icon={<Clock size={14} aria-hidden />}>
            {t(`span.${chosen === 'between' ? 'dates' : chosen}`)}
          </Button>
        }
      >
        <MenuChoice
          label={t('label')}
          value={chosen}
          onChange={(next) => onChange({ ...anyTime, span: timeSpans.find((each) => each === next) ?? null })}
          options={choices.map((choice) => ({ value: choice, label: t(`span.${choice}`) }))}
        />
        <MenuSeparator />
        <MenuItem onSelect={() => setAsking(true)}>{t('span.between')}</MenuItem>
      </Menu>
      <TimeDates search={search} onChange={onChange} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}

/** The two moments as a chip, in the reader's zone; a span shows in its own control. */
export function useTimeChips({ search, onChange }: TimeChoiceProps) {
  const t = useTranslations('time');
  const format = useFormatter();
  const timeZone = useReaderZone();
  const { from, to } = search;
  const say = (moment: Date) =>
    format.dateTime(moment, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  if (from === null && to === null) return [];
  const value =
    from !== null && to !== null
      ? t('between', { from: say(from), to: say(to) })
      : from !== null
        ? t('fromOnly', { from: say(from) })
        : t('toOnly', { to: to === null ? '' : say(to) });
  return [{ label: t('label'), value, onRemove: () => onChange({ ...search, from: null, to: null }) }];
}
