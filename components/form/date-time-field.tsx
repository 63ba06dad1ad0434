'use client';

import type { SyntheticEvent } from 'react';
import { Input } from '../ui/input';
import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';

/** Stands for a date whose time is missing, or the other way round, so that the schema refuses it in words. */
const INCOMPLETE = 'incomplete';

function readTime({ currentTarget }: SyntheticEvent<HTMLInputElement>) {
  if (currentTarget.validity.badInput) return INCOMPLETE;
  return currentTarget.value === '' ? null : currentTarget.value;
}

/** A time as the clock on the wall shows it, `2026-05-01T19:30`, or null when empty. */
export function DateTimeField({ name, disabled, ...shell }: FieldProps) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  const shown = asText(value);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        type="datetime-local"
        value={shown === INCOMPLETE ? '' : shown}
        onChange={(event) => change(readTime(event))}
        onBlur={(event) => {
          // A half-typed time is no change for the browser, and would be lost without a word.
          if (event.currentTarget.validity.badInput) change(INCOMPLETE);
          control.onBlur();
        }}
        disabled={disabled}
      />
    </FieldShell>
  );
}
