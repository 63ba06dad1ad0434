'use client';

import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';
import { Textarea } from '@/components/ui/textarea';

/** `nullable` is for a column that may be null: an empty box means "none", not "". */
export function TextAreaField({
  name,
  nullable = false,
  rows,
  disabled,
  ...shell
}: FieldProps & { nullable?: boolean; rows?: number }) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Textarea
        {...control}
        {...(rows === undefined ? {} : { rows })}
        value={asText(value)}
        onChange={(event) => change(nullable && event.target.value === '' ? null : event.target.value)}
        disabled={disabled}
      />
    </FieldShell>
  );
}
