'use client';

import { useTranslations } from 'next-intl';
import { Spinner } from '../ui/spinner';

/** Stands where the bulk actions were, while one of them goes through the rows. */
export function BulkProgress({ done, count }: { done: number; count: number }) {
  const t = useTranslations('table.bulk');
  return (
    <span role="status" className="flex items-center gap-2 text-ink-soft">
      <Spinner />
      {t('progress', { done, count })}
    </span>
  );
}
