'use client';

import { Archive, ArchiveRestore, RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { BulkProgress } from '../frame/bulk-progress';
import { ArchiveText } from '../sync/archive-text';
import { Button } from '../ui/button';
import { ConfirmDialog } from '../ui/confirm-dialog';
import type { NounScreen, ScreenRow } from './noun';
import { useRowBulk, type BulkVerb } from './use-row-bulk';

type RowBulkProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  rows: readonly Row[];
  clear: () => void;
};

/** What can be done with the selected rows. Each verb counts only those that it would change. */
export function RowBulk<Row extends ScreenRow, Input extends object>(props: RowBulkProps<Row, Input>) {
  const { screen, rows, clear } = props;
  const t = useTranslations(screen.noun);
  const { run, progress } = useRowBulk(screen);
  const [asking, setAsking] = useState(false);
  const active = rows.filter((row) => row.is_active);
  const archived = rows.filter((row) => !row.is_active);

  const start = async (verb: BulkVerb, chosen: readonly Row[]) => {
    setAsking(false);
    // What failed stays selected, to be tried again.
    if (await run(verb, chosen)) clear();
  };
  if (progress !== null) return <BulkProgress {...progress} />;
  return (
    <>
      <Button icon={<RefreshCw size={14} aria-hidden />} onClick={() => void start('sync', rows)}>
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
