'use client';

import { Select as Base } from '@base-ui/react/select';
import clsx from 'clsx';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { Ref } from 'react';

export type Option<Value extends string | null> = { value: Value; label: string };

type SelectProps<Value extends string | null> = {
  value: Value;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  /** Say what is chosen, unless a visible label points at `id`. */
  label?: string;
  id?: string;
  invalid?: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
  className?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
};

export function Select<Value extends string | null>(props: SelectProps<Value>) {
  const {
    value,
    onChange,
    options,
    label,
    id,
    invalid = false,
    disabled = false,
    describedBy,
    className,
    ref,
    onBlur,
  } = props;
  const choose = (next: Value | null) => {
    const chosen = options.find((option) => option.value === next);
    if (chosen !== undefined) onChange(chosen.value);
  };
  return (
    <Base.Root<Value> value={value} onValueChange={choose} items={options} disabled={disabled}>
      <Base.Trigger
        ref={ref}
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onBlur={onBlur}
        className={clsx('field-box flex items-center justify-between gap-2 px-2.5 text-left', className)}
      >
        <Base.Value className="min-w-0 truncate" />
        <Base.Icon className="shrink-0 text-ink-faint">
          <ChevronsUpDown size={14} aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup className="floating max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto">
            <Base.List className="p-1">
              {options.map((option) => (
                <Base.Item key={option.value ?? ''} value={option.value} className="floating-item pr-8">
                  <Base.ItemText>{option.label}</Base.ItemText>
                  <Base.ItemIndicator className="absolute right-2 text-accent-text">
                    <Check size={16} aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
