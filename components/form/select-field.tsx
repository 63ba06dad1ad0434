'use client';

import { FieldShell, type FieldProps } from './field';
import { useField } from './use-field';
import { Select, type Option } from '@/components/ui/select';

/** An option whose value is null stands for "none". */
type SelectFieldProps = FieldProps & { options: readonly Option<string | null>[] };

export function SelectField({ name, options, disabled, ...shell }: SelectFieldProps) {
  const { id, value, error, change, control } = useField(name, shell.hint);
  const { ref, onBlur, invalid, 'aria-describedby': describedBy } = control;
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Select
        id={id}
        ref={ref}
        value={typeof value === 'string' ? value : null}
        onChange={change}
        onBlur={onBlur}
        options={options}
        invalid={invalid}
        describedBy={describedBy}
        disabled={disabled}
      />
    </FieldShell>
  );
}
