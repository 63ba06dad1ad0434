'use client';

import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';

type TextFieldProps = FieldProps & {
  placeholder?: string;
  autoComplete?: string;
  /** For a column that may be null: an empty box means "none", not "". */
  nullable?: boolean;
};

export function TextField({
  name,
  placeholder,
  autoComplete = 'off',
  nullable = false,
  disabled,
  ...shell
}: TextFieldProps) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        value={asText(value)}
        onChange={(event) => change(nullable && event.target.value === '' ? null : event.target.value)}
        placeholder={placeholder}
        autoComplete={autoComplete}
        disabled={disabled}
      />
    </FieldShell>
  );
}
