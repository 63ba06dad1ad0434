'use client';

import { useLocale } from 'next-intl';
import { useState } from 'react';
import { FieldShell, type FieldProps } from './field';
import { readNumber } from './number-field';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';
import { showAmount } from '@/lib/money';

/** Takes a share of a hundred as the person writes it ("2,5"). What cannot be read stays, so that the schema refuses it. */
export function PercentField({ name, disabled, ...shell }: FieldProps) {
  const locale = useLocale();
  const { id, value, error, change, control } = useField(name, shell.hint);
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        inputMode="decimal"
        value={typing ?? showAmount(asText(value), locale)}
        onChange={(event) => {
          setTyping(event.target.value);
          change(readNumber(event.target.value));
        }}
        onBlur={() => {
          setTyping(null);
          control.onBlur();
        }}
        suffix="%"
        autoComplete="off"
        disabled={disabled}
      />
    </FieldShell>
  );
}
