'use client';

import { useTranslations } from 'next-intl';
import { FieldShell, type FieldProps } from '@/components/form/field';
import { asText, useField } from '@/components/form/use-field';
import { Textarea } from '@/components/ui/textarea';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Who may buy a ticket, in words. What other programs have noted beside them is shown, and kept. */
export function EligibilityField({ name, ...shell }: FieldProps) {
  const t = useTranslations('ticket');
  const { id, value, error, change, control } = useField(name, shell.hint);
  const { description, ...others } = isRecord(value) ? value : {};
  const kept = Object.entries(others).map(([key, each]) => `${key} = ${JSON.stringify(each)}`);
  const write = (text: string) => {
    const next = text === '' ? others : { ...others, description: text };
    change(Object.keys(next).length === 0 ? null : next);
  };
  return (
    <FieldShell {...shell} id={id} error={error}>
      <Textarea
        {...control}
        rows={2}
        value={asText(description)}
        onChange={(event) => write(event.target.value)}
      />
      {kept.length === 0 ? null : (
        <p className="text-small wrap-anywhere text-ink-faint">
          {t('alsoKept', { criteria: kept.join(', ') })}
        </p>
      )}
    </FieldShell>
  );
}
