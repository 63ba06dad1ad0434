'use client';

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../ui/button';
import type { NounScreen, ScreenRow } from './noun';
import { RowQuestion } from './row-question';
import type { RowVerb } from './use-change-row';

type RowActionsProps<Row extends ScreenRow, Input extends object> = {
  screen: NounScreen<Row, Input>;
  row: Row;
  isDirty: boolean;
  onDeleted: () => void;
};

/** What can be done with a row besides editing it. Unsaved changes come first: these act on the row as it is saved. */
export function RowActions<Row extends ScreenRow, Input extends object>(props: RowActionsProps<Row, Input>) {
  const { screen, row, isDirty, onDeleted } = props;
  const t = useTranslations(screen.noun);
  const formWords = useTranslations('form');
  const [asked, setAsked] = useState<RowVerb | null>(null);
  return (
    <section aria-label={t('otherActions')} className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('otherActions')}</h3>
      <div className="flex flex-wrap gap-2">
        {row.is_active ? (
          <Button
            icon={<Archive size={14} aria-hidden />}
            disabled={isDirty}
            onClick={() => setAsked('archive')}
          >
            {t('archive')}
          </Button>
        ) : (
          <Button
            icon={<ArchiveRestore size={14} aria-hidden />}
            disabled={isDirty}
            onClick={() => setAsked('revive')}
          >
            {t('revive')}
          </Button>
        )}
        <Button icon={<Trash2 size={14} aria-hidden />} disabled={isDirty} onClick={() => setAsked('delete')}>
          {t('delete')}
        </Button>
      </div>
      {isDirty ? <p className="text-small text-ink-faint">{formWords('saveFirst')}</p> : null}
      {asked === null ? null : (
        <RowQuestion
          screen={screen}
          row={row}
          verb={asked}
          onDone={() => {
            setAsked(null);
            if (asked === 'delete') onDeleted();
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </section>
  );
}
