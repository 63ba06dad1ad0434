'use client';

import { useTranslations } from 'next-intl';
import { MeaningIcon } from '../ui/badge';

/** Said beside a form whose row somebody else has saved meanwhile. */
export function MovedNote() {
  const t = useTranslations('conflict');
  return (
    <p role="status" className="flex items-start gap-2 rounded bg-attention-soft p-3 text-attention">
      <span className="mt-0.5">
        <MeaningIcon meaning="attention" />
      </span>
      {t('noted')}
    </p>
  );
}
