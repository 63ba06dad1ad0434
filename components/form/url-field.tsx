'use client';

import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';

/** A web address, or null when empty. The schema judges it, so the browser's own check stays off. */
export function UrlField({ name, disabled, ...shell }: FieldProps) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        type="url"
        inputMode="url"
        value={asText(value)}
        onChange={(event) => change(event.target.value.trim() === '' ? null : event.target.value.trim())}
        placeholder="https://"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
      />
    </FieldShell>
  );
}
