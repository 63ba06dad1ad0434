'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Choice, Difference } from './space-difference';
import { useFieldValue, useFieldWord } from './use-space-words';
import type { SpaceInput } from '@/lib/schemas/space';

type ConflictRowProps = {
  difference: Difference;
  was: SpaceInput;
  mine: SpaceInput;
  theirs: SpaceInput;
  choice: Choice;
  onChoose: (choice: Choice) => void;
};

/** One field: what it was, and the two values of which one stays. */
export function ConflictRow({ difference, was, mine, theirs, choice, onChoose }: ConflictRowProps) {
  const t = useTranslations('space.conflict');
  const fieldWord = useFieldWord();
  const text = useFieldValue();
  const name = useId();
  const { field, changedBy } = difference;
  const options = [
    { value: 'mine', word: t('yours'), hint: t('keep'), shown: text(field, mine) },
    { value: 'theirs', word: t('theirs'), hint: t('take'), shown: text(field, theirs) },
  ] as const;
  return (
    <fieldset className="grid gap-3 p-4 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
      <legend className="sr-only">{fieldWord(field)}</legend>
      <div className="min-w-0">
        <p aria-hidden className="font-medium">
          {fieldWord(field)}
        </p>
        <p className="mt-1 text-small text-ink-faint">
          {t('was')} <span className="wrap-anywhere line-clamp-3">{text(field, was)}</span>
        </p>
        {changedBy === 'both' ? <p className="mt-1 text-small text-attention">{t('both')}</p> : null}
      </div>
      {options.map(({ value, word, hint, shown }) => (
        <label
          key={value}
          className={clsx(
            'relative flex min-w-0 cursor-pointer flex-col gap-1 rounded border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text',
            choice === value ? 'border-accent bg-accent-soft' : 'hover:bg-canvas',
          )}
        >
          <span className="flex items-center gap-2 text-small text-ink-soft">
            <input
              type="radio"
              name={name}
              checked={choice === value}
              onChange={() => onChoose(value)}
              className="size-4 accent-(--accent) outline-none"
            />
            {word}
            <span className="sr-only">{hint}</span>
          </span>
          <span className="line-clamp-6 wrap-anywhere whitespace-pre-line">{shown}</span>
        </label>
      ))}
    </fieldset>
  );
}
