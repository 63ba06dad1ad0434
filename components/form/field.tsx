'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

/** What every field takes. `hint` says what cannot be guessed from the label. */
export type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  disabled?: boolean;
};

type FieldShellProps = Omit<FieldProps, 'name' | 'disabled'> & {
  id: string;
  error: string | undefined;
  children: ReactNode;
};

/** What ties a control to its hint and its error for screen readers. */
export function describedBy(id: string, hint: string | undefined, error: string | undefined) {
  const ids = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** The label above, the hint and the error below; the one place that draws a field's error. */
export function FieldShell({ id, label, hint, optional = false, error, children }: FieldShellProps) {
  const t = useTranslations('form');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-body font-medium">
        {label}
        {optional ? <span className="font-normal text-ink-faint"> ({t('optional')})</span> : null}
      </label>
      {children}
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
  );
}
