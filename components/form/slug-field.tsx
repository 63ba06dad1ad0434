'use client';

import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { usePublicEnv } from '../frame/public-env';
import { FieldShell, type FieldProps } from './field';
import { slugOf } from './slug-of';
import { asText, useField } from './use-field';
import { Input } from '@/components/ui/input';

type SlugFieldProps = FieldProps & {
  /** The field that the address follows until somebody writes one. */
  follows: string;
  /** What stands before it in the shop: `/products/`. */
  path: string;
};

/**
 * A row's part of its address. Until somebody writes one it follows the row's name; left to itself it is sent as none, and
 * the database makes one that nobody else has.
 */
export function SlugField({ name, follows, path, disabled, ...shell }: SlugFieldProps) {
  const { appUrl } = usePublicEnv();
  const { id, value, error, change, control } = useField(name, shell.hint);
  const followed: unknown = useWatch({ name: follows });
  const [typing, setTyping] = useState<string | null>(null);
  const shown = typing ?? (value === null ? slugOf(asText(followed)) : asText(value));
  const before = `${appUrl.replace(/^https?:\/\//u, '')}${path}`;
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Input
        {...control}
        value={shown}
        onChange={(event) => {
          setTyping(event.target.value);
          change(event.target.value.trim() === '' ? null : event.target.value.trim());
        }}
        onBlur={() => {
          setTyping(null);
          control.onBlur();
        }}
        prefix={
          <span title={before} className="max-w-32 truncate text-small sm:max-w-64">
            {before}
          </span>
        }
        className="[&_input]:pl-0.5"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
      />
    </FieldShell>
  );
}
