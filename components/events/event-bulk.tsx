'use client';

import { Eye, EyeOff, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useEventBulk, type BulkVerb } from './use-event-bulk';
import { BulkProgress } from '@/components/frame/bulk-progress';
import { ArchiveText } from '@/components/sync/archive-text';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { EventRow } from '@/lib/schemas/event';

/** What can be done with the selected rows. Each verb counts only those that it would change. */
export function EventBulk({ events, clear }: { events: readonly EventRow[]; clear: () => void }) {
  const t = useTranslations('event');
  const { run, progress } = useEventBulk();
  const [asking, setAsking] = useState(false);
  const published = events.filter((event) => event.is_published);
  const drafts = events.filter((event) => !event.is_published);

  const start = async (verb: BulkVerb, rows: readonly EventRow[]) => {
    setAsking(false);
    // What failed stays selected, to be tried again.
    if (await run(verb, rows)) clear();
  };
  if (progress !== null) return <BulkProgress {...progress} />;
  return (
    <>
      <Button icon={<RefreshCw size={14} aria-hidden />} onClick={() => void start('sync', events)}>
        {t('bulk.sync')}
      </Button>
      {drafts.length === 0 ? null : (
        <Button icon={<Eye size={14} aria-hidden />} onClick={() => void start('publish', drafts)}>
          {t('bulk.publish')}
        </Button>
      )}
      {published.length === 0 ? null : (
        <Button icon={<EyeOff size={14} aria-hidden />} onClick={() => setAsking(true)}>
          {t('bulk.unpublish')}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title={t('bulk.unpublishTitle', { count: published.length })}
        confirmLabel={t('bulk.unpublishConfirm', { count: published.length })}
        cancelLabel={t('cancel')}
        tone="danger"
        pending={false}
        error={null}
        onConfirm={() => void start('unpublish', published)}
        onCancel={() => setAsking(false)}
      >
        <div className="flex flex-col gap-2">
          <p>{t('bulk.unpublishText')}</p>
          <ArchiveText states={published.map(({ sync }) => sync)} />
        </div>
      </ConfirmDialog>
    </>
  );
}
