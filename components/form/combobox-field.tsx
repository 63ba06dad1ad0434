'use client';

import { useTranslations } from 'next-intl';
import { Combobox } from '../ui/combobox';
import type { Option } from '../ui/select';
import { FieldShell, type FieldProps } from './field';
import { useField } from './use-field';

type ComboboxFieldProps = FieldProps & {
  options: readonly Option<string | null>[];
  placeholder?: string;
  /** What else follows from a choice. */
  onChosen?: (value: string | null) => void;
};

/** A choice out of many, found by typing. An option whose value is null stands for "none". */
export function ComboboxField({
  name,
  options,
  placeholder = '',
  onChosen,
  disabled,
  ...shell
}: ComboboxFieldProps) {
  const t = useTranslations('form');
  const { id, value, error, change, control } = useField(name, shell.hint);
  const { ref, onBlur, invalid, 'aria-describedby': describedBy } = control;
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Combobox
        id={id}
        ref={ref}
        value={typeof value === 'string' && value !== '' ? value : null}
        onChange={(next) => {
          change(next);
          onChosen?.(next);
        }}
        onBlur={onBlur}
        options={options}
        placeholder={placeholder}
        searchLabel={t('search')}
        nothingFound={t('noneFound')}
        invalid={invalid}
        describedBy={describedBy}
        disabled={disabled}
      />
    </FieldShell>
  );
}
