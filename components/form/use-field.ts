'use client';

import { useId } from 'react';
import { useController } from 'react-hook-form';
import { describedBy } from './field';

/** One field of the form around it. Its value is whatever the schema's input says, so it is unknown here. */
export function useField(name: string, hint: string | undefined) {
  const id = useId();
  const { field, fieldState } = useController({ name });
  const value: unknown = field.value;
  const error = fieldState.error?.message;
  return {
    id,
    value,
    error,
    change: field.onChange,
    control: {
      id,
      name,
      ref: field.ref,
      onBlur: field.onBlur,
      invalid: error !== undefined,
      'aria-describedby': describedBy(id, hint, error),
    },
  };
}

/** A field's value as text: what is absent is empty, what is not text is not shown. */
export function asText(value: unknown) {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
