'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRetryRows } from './use-retry';
import { Button } from '@/components/ui/button';
import { Spinner } from '@/components/ui/spinner';
import type { SyncRow } from '@/lib/queries/sync';

/** What can be done with the selected rows. What did not work stays selected, to be tried again. */
export function RowBulk({ rows, clear }: { rows: readonly SyncRow[]; clear: () => void }) {
  const t = useTranslations('syncPage');
  const { run, progress } = useRetryRows();
  const start = async () => {
    if (await run(rows)) clear();
  };
  if (progress !== null) {
    return (
      <span role="status" className="flex items-center gap-2 text-ink-soft">
        <Spinner />
        {t('retrying', progress)}
      </span>
    );
  }
  return (
    <Button icon={<RotateCw size={14} aria-hidden />} onClick={() => void start()}>
      {t('retrySelected')}
    </Button>
  );
}
