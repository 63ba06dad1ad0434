'use client';

import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';

/** What cannot be read as a number stays as it was typed, so that the schema refuses it in words. */
export function readNumber(typed: string): number | string | null {
  const text = typed.replace(/[\s\u00a0\u202f]/gu, '').replace(',', '.');
  if (text === '') return null;
  return /^[+-]?\d+(\.\d+)?$/u.test(text) ? Number(text) : typed;
}

/** A count or a measure (`suffix` is its unit), or null when empty. Money has a field of its own. */
export function NumberField({
  name,
  suffix,
  placeholder,
  disabled,
  ...shell
}: FieldProps & { suffix?: string; placeholder?: string }) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        inputMode="numeric"
        value={asText(value)}
        onChange={(event) => change(readNumber(event.target.value))}
        suffix={suffix}
        placeholder={placeholder}
        autoComplete="off"
        disabled={disabled}
      />
    </FieldShell>
  );
}
