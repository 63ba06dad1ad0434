'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { FieldShell, type FieldProps } from './field';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';
import { readAmount, showAmount } from '@/lib/money';

/** The field that holds the currency is `currency`, unless said otherwise. */
type MoneyFieldProps = FieldProps & { currencyField?: string; placeholder?: string };

const isCanonical = (amount: string) => /^\d+(\.\d+)?$/u.test(amount);

/**
 * Takes an amount as the person writes it ("25,00", "1 250.50") and keeps the canonical decimal, or null when empty.
 * While one types, the box shows the typing; once left, the amount in the person's notation.
 */
export function MoneyField({
  name,
  currencyField = 'currency',
  placeholder,
  disabled,
  ...shell
}: MoneyFieldProps) {
  const locale = useLocale();
  const { id, value, error, change, control } = useField(name, shell.hint);
  const currency: unknown = useWatch({ name: currencyField });
  const [typing, setTyping] = useState<string | null>(null);
  const amount = asText(value);
  const shown = isCanonical(amount) ? showAmount(amount, locale) : amount;
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        inputMode="decimal"
        value={typing ?? shown}
        onChange={(event) => {
          setTyping(event.target.value);
          change(event.target.value.trim() === '' ? null : readAmount(event.target.value, locale));
        }}
        onBlur={() => {
          setTyping(null);
          control.onBlur();
        }}
        suffix={<span className="text-small">{asText(currency).toUpperCase()}</span>}
        placeholder={placeholder}
        autoComplete="off"
        disabled={disabled}
      />
    </FieldShell>
  );
}
