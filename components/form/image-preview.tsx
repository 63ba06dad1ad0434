'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useRested } from '../sync/use-rested';
import { Picture } from '../ui/picture';
import { asText } from './use-field';
import { address } from '@/lib/schemas/fields';

const REST_MS = 500;

/** The image behind a field's address as it is typed; an address that gives none says so, and can be saved all the same. */
export function ImagePreview({ name }: { name: string }) {
  const t = useTranslations('form');
  const typed: unknown = useWatch({ name });
  const rested = useRested(asText(typed), REST_MS);
  const url = address.safeParse(rested).data ?? null;
  const [failed, setFailed] = useState<string | null>(null);
  if (url === null) return null;
  return (
    <div className="flex items-center gap-3">
      <Picture url={url} alt={t('imageAlt')} icon={null} className="h-16 w-24 border" onFailed={setFailed} />
      <p role="status" className="text-small text-attention">
        {failed === url ? t('imageFailed') : ''}
      </p>
    </div>
  );
}
