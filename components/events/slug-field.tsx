'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { slugOf } from './slug-of';
import { FieldShell } from '@/components/form/field';
import { asText, useField } from '@/components/form/use-field';
import { usePublicEnv } from '@/components/frame/public-env';
import { Input } from '@/components/ui/input';
import { paths } from '@/lib/paths';

/**
 * The event's part of its address. Until somebody writes one it follows the title; left to itself it is sent as none, and
 * the database makes one that nobody else has.
 */
export function SlugField({ name, label, isNew }: { name: string; label: string; isNew: boolean }) {
  const t = useTranslations('event');
  const { appUrl } = usePublicEnv();
  const hint = isNew ? t('slugHint') : t('slugHintSaved');
  const { id, value, error, change, control } = useField(name, hint);
  const title: unknown = useWatch({ name: 'title' });
  const [typing, setTyping] = useState<string | null>(null);
  const shown = typing ?? (value === null ? slugOf(asText(title)) : asText(value));
  const before = `${appUrl.replace(/^https?:\/\//u, '')}${paths.shopEvent('')}`;
  return (
    <FieldShell id={id} label={label} hint={hint} error={error}>
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
      />
    </FieldShell>
  );
}
