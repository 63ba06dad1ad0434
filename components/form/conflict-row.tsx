'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { Choice, Difference } from './difference';

/** One field as a person reads it: what it is called, and its value in the three versions. */
export type FieldWords = { label: string; was: string; mine: string; theirs: string };

type ConflictRowProps = FieldWords & {
  changedBy: Difference['changedBy'];
  choice: Choice;
  onChoose: (choice: Choice) => void;
};

/** One field: what it was, and the two values of which one stays. */
export function ConflictRow({ label, was, mine, theirs, changedBy, choice, onChoose }: ConflictRowProps) {
  const t = useTranslations('conflict');
  const name = useId();
  const options = [
    { value: 'mine', word: t('yours'), hint: t('keep'), shown: mine },
    { value: 'theirs', word: t('theirs'), hint: t('take'), shown: theirs },
  ] as const;
  return (
    <fieldset className="grid gap-3 p-4 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1fr)]">
      <legend className="sr-only">{label}</legend>
      <div className="min-w-0">
        <p aria-hidden className="font-medium wrap-anywhere">
          {label}
        </p>
        <p className="mt-1 text-small text-ink-faint">
          {t('was')} <span className="wrap-anywhere line-clamp-3">{was}</span>
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
