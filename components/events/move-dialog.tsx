'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { isWall, wallWords } from './event-times';
import { readNumber } from '@/components/form/number-field';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { daysLater } from '@/lib/time';

const presets = [
  { days: 7, word: 'week' },
  { days: 28, word: 'month' },
] as const;
const MOST_DAYS = 3660;

/** Moves start and end of the form around it by whole days; the time on the clock stays. Saving comes after. */
export function MoveDialog({ title, onClose }: { title: string; onClose: () => void }) {
  const t = useTranslations('event');
  const formWords = useTranslations('form');
  const locale = useLocale();
  const { getValues, setValue } = useFormContext();
  const [typed, setTyped] = useState('7');
  const body = useRef<HTMLFormElement>(null);
  const days = readNumber(typed);
  const isDays = typeof days === 'number' && Number.isInteger(days) && Math.abs(days) <= MOST_DAYS;
  const start: unknown = getValues('event_start');
  const apply = () => {
    if (!isDays) return;
    for (const field of ['event_start', 'event_end']) {
      const wall: unknown = getValues(field);
      if (isWall(wall))
        setValue(field, daysLater(wall, days), {
          shouldDirty: true,
          shouldTouch: true,
          shouldValidate: true,
        });
    }
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('move.title', { name: title })}
      closeLabel={formWords('close')}
      placement="middle"
      initialFocus={() => body.current?.querySelector('input') ?? null}
      footer={
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{formWords('cancel')}</Button>
          <Button variant="primary" disabled={!isDays || days === 0 || !isWall(start)} onClick={apply}>
            {t('move.confirm')}
          </Button>
        </div>
      }
    >
      {isWall(start) ? (
        <form
          ref={body}
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            apply();
          }}
        >
          <label className="flex flex-col gap-1.5 font-medium">
            {t('move.days')}
            <Input
              inputMode="numeric"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              invalid={!isDays}
              aria-describedby="move-hint"
              autoComplete="off"
            />
          </label>
          <p id="move-hint" className="-mt-2 text-small text-ink-faint">
            {t('move.hint')}
          </p>
          <div className="flex flex-wrap gap-2">
            {presets.map((preset) => (
              <Button key={preset.word} onClick={() => setTyped(String(preset.days))}>
                {t(`move.${preset.word}`)}
              </Button>
            ))}
          </div>
          <p role="status" className="flex flex-col gap-1">
            <span className="text-ink-soft">{t('move.from', { start: wallWords(start, locale) })}</span>
            <span className="font-medium">
              {isDays ? t('move.to', { start: wallWords(daysLater(start, days), locale) }) : ''}
            </span>
          </p>
        </form>
      ) : (
        <p className="text-ink-soft">{t('move.noDates')}</p>
      )}
    </Dialog>
  );
}
