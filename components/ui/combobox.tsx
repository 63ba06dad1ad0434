'use client';

import { Combobox as Base } from '@base-ui/react/combobox';
import clsx from 'clsx';
import { Check, ChevronsUpDown, Search } from 'lucide-react';
import type { Ref } from 'react';
import type { Option } from './select';

type ComboboxProps = {
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly Option<string | null>[];
  /** Shown while nothing is chosen. */
  placeholder: string;
  searchLabel: string;
  nothingFound: string;
  id: string;
  invalid: boolean;
  disabled?: boolean | undefined;
  describedBy: string | undefined;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
};

/** A choice out of so many that one types to find it. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, placeholder, searchLabel, nothingFound } = props;
  const { id, invalid, disabled, describedBy, ref, onBlur } = props;
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root<Option<string | null>>
      items={options}
      value={chosen}
      onValueChange={(next) => onChange(next?.value ?? null)}
      isItemEqualToValue={(one, other) => one.value === other.value}
      itemToStringLabel={(option) => option.label}
      autoHighlight
      disabled={disabled}
    >
      <Base.Trigger
        ref={ref}
        id={id}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onBlur={onBlur}
        className="field-box flex items-center justify-between gap-2 px-2.5 text-left"
      >
        <span className={clsx('min-w-0 truncate', chosen === null && 'text-ink-faint')}>
          {chosen?.label ?? placeholder}
        </span>
        <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-ink-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50 outline-none">
          <Base.Popup
            aria-label={searchLabel}
            className="floating flex max-h-[min(22rem,var(--available-height))] w-(--anchor-width) min-w-56 flex-col"
          >
            <div className="flex items-center gap-2 border-b px-2.5">
              <Search size={14} aria-hidden className="shrink-0 text-ink-faint" />
              <Base.Input
                aria-label={searchLabel}
                placeholder={searchLabel}
                className="h-9 w-full min-w-0 bg-transparent outline-none placeholder:text-ink-faint max-sm:h-11 max-sm:text-lead"
              />
            </div>
            <Base.Empty className="text-ink-soft not-empty:px-3 not-empty:py-4">{nothingFound}</Base.Empty>
            <Base.List className="min-h-0 overflow-y-auto overscroll-contain not-empty:p-1">
              {(option: Option<string | null>) => (
                <Base.Item
                  key={option.value ?? ''}
                  value={option}
                  className="floating-item relative pr-8 wrap-anywhere"
                >
                  {option.label}
                  <Base.ItemIndicator className="absolute right-2 text-accent-text">
                    <Check size={16} aria-hidden />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
