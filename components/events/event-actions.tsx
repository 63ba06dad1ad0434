'use client';

import { CalendarClock, Copy, MoreHorizontal, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormState } from 'react-hook-form';
import { CopyDialog } from './copy-dialog';
import { DeleteQuestion } from './delete-question';
import { MoveDialog } from './move-dialog';
import { PublishButton } from './publish-button';
import { IconButton } from '@/components/ui/icon-button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { EventRow } from '@/lib/schemas/event';

/** What can be done with an event besides editing it. */
export function EventActions({ event }: { event: EventRow }) {
  const t = useTranslations('event');
  const { isDirty } = useFormState();
  const [asked, setAsked] = useState<'copy' | 'move' | 'delete' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <PublishButton event={event} isDirty={isDirty} />
      <Menu
        trigger={
          <IconButton
            label={t('more')}
            icon={<MoreHorizontal size={16} aria-hidden />}
            className="border border-line-strong/60 bg-surface"
          />
        }
      >
        <MenuItem icon={<Copy size={14} aria-hidden />} onSelect={() => setAsked('copy')}>
          {t('duplicate')}
        </MenuItem>
        <MenuItem icon={<CalendarClock size={14} aria-hidden />} onSelect={() => setAsked('move')}>
          {t('moveDates')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem tone="danger" icon={<Trash2 size={14} aria-hidden />} onSelect={() => setAsked('delete')}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {asked === 'copy' ? <CopyDialog event={event} onClose={close} /> : null}
      {asked === 'move' ? <MoveDialog title={event.title} onClose={close} /> : null}
      {asked === 'delete' ? <DeleteQuestion event={event} onClose={close} /> : null}
    </>
  );
}
