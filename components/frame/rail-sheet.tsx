'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Menu as MenuIcon, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RailLinks } from './rail-links';

/** The rail where there is no room for one. */
export function RailSheet() {
  const t = useTranslations('frame');
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => setOpen(next)}>
      <Dialog.Trigger
        aria-label={t('openMenu')}
        className="grid size-8 shrink-0 place-items-center rounded text-ink-soft hover:bg-sunken max-sm:size-10 md:hidden"
      >
        <MenuIcon size={16} aria-hidden />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-40 flex w-72 max-w-[85vw] flex-col gap-3 border-r bg-surface p-3 text-ink shadow outline-none transition-transform data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <div className="flex items-center justify-between pl-2.5">
            <Dialog.Title className="font-semibold">{t('sections')}</Dialog.Title>
            <Dialog.Close
              aria-label={t('closeMenu')}
              className="grid size-10 place-items-center rounded text-ink-soft hover:bg-sunken"
            >
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <nav aria-label={t('sections')}>
            <RailLinks onGo={() => setOpen(false)} />
          </nav>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
