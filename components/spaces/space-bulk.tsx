'use client';

import { Archive, ArchiveRestore, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSpaceBulk, type BulkVerb } from './use-space-bulk';
import { BulkProgress } from '@/components/frame/bulk-progress';
import { ArchiveText } from '@/components/sync/archive-text';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { SpaceRow } from '@/lib/schemas/space';

type SpaceBulkProps = { spaces: readonly SpaceRow[]; clear: () => void };

/** What can be done with the selected rows. Each verb counts only those that it would change. */
export function SpaceBulk({ spaces, clear }: SpaceBulkProps) {
  const t = useTranslations('space');
  const { run, progress } = useSpaceBulk();
  const [asking, setAsking] = useState(false);
  const active = spaces.filter((space) => space.is_active);
  const archived = spaces.filter((space) => !space.is_active);

  const start = async (verb: BulkVerb, rows: readonly SpaceRow[]) => {
    setAsking(false);
    // What failed stays selected, to be tried again.
    if (await run(verb, rows)) clear();
  };
  if (progress !== null) return <BulkProgress {...progress} />;
  return (
    <>
      <Button icon={<RefreshCw size={14} aria-hidden />} onClick={() => void start('sync', spaces)}>
        {t('bulk.sync')}
      </Button>
      {active.length === 0 ? null : (
        <Button icon={<Archive size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {t('bulk.archive')}
        </Button>
      )}
      {archived.length === 0 ? null : (
        <Button
          icon={<ArchiveRestore size={14} aria-hidden />}
          onClick={() => void start('revive', archived)}
        >
          {t('bulk.revive')}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title={t('bulk.archiveTitle', { count: active.length })}
        confirmLabel={t('bulk.archiveConfirm', { count: active.length })}
        cancelLabel={t('cancel')}
        tone="danger"
        pending={false}
        error={null}
        onConfirm={() => void start('archive', active)}
        onCancel={() => setAsking(false)}
      >
        <div className="flex flex-col gap-2">
          <p>{t('bulk.archiveText')}</p>
          <ArchiveText states={active.map(({ sync }) => sync)} />
        </div>
      </ConfirmDialog>
    </>
  );
}
