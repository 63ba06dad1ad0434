'use client';

import type { FieldProps } from './field';
import { useField } from './use-field';
import { Switch } from '@/components/ui/switch';

/** A yes or no; the label stands beside the switch, so that both are one target. */
export function SwitchField({ name, label, hint, disabled }: Omit<FieldProps, 'optional'>) {
  const { id, value, error, change, control } = useField(name, hint);
  const { invalid, ...rest } = control;
  return (
    <div className="flex items-start gap-3">
      <Switch
        {...rest}
        checked={value === true}
        onChange={(event) => change(event.target.checked)}
        aria-invalid={invalid || undefined}
        disabled={disabled}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-body font-medium">
          {label}
        </label>
        {error === undefined ? null : (
          <p id={`${id}-error`} className="text-small text-failed">
            {error}
          </p>
        )}
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className="text-small text-ink-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
