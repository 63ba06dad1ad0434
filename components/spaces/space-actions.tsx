'use client';

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SpaceQuestion, type SpaceVerb } from './space-question';
import { Button } from '@/components/ui/button';
import type { SpaceRow } from '@/lib/schemas/space';

type SpaceActionsProps = { space: SpaceRow; isDirty: boolean; onDeleted: () => void };

/** What can be done with a space besides editing it. Unsaved changes come first: these act on the row as it is saved. */
export function SpaceActions({ space, isDirty, onDeleted }: SpaceActionsProps) {
  const t = useTranslations('space');
  const formWords = useTranslations('form');
  const [asked, setAsked] = useState<SpaceVerb | null>(null);
  return (
    <section aria-label={t('otherActions')} className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('otherActions')}</h3>
      <div className="flex flex-wrap gap-2">
        {space.is_active ? (
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
        <SpaceQuestion
          space={space}
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
