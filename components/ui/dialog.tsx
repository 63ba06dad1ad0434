'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';

export type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
  description?: ReactNode;
  /** Stays in sight while the content scrolls. */
  footer?: ReactNode;
  /** A panel at the side for work on a thing; a box in the middle for a short question. */
  placement?: 'side' | 'middle';
  wide?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | null);
};

const places = {
  side: 'sm:inset-y-0 sm:right-0 sm:left-auto sm:border-l data-starting-style:translate-x-4 data-ending-style:translate-x-4',
  middle:
    'sm:inset-auto sm:top-1/2 sm:left-1/2 sm:max-h-[85dvh] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded sm:border data-starting-style:scale-[0.98] data-ending-style:scale-[0.98]',
};

/** Fills the screen below 640 px, where a panel or a box would leave no room to work in. */
export function Dialog(props: DialogProps) {
  const { open, onClose, onKeyDown, title, closeLabel, children, description, footer } = props;
  const { placement = 'side', wide = false, initialFocus } = props;
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          onKeyDown={onKeyDown}
          className={clsx(
            'fixed inset-0 z-40 flex flex-col border-line bg-surface text-ink shadow outline-none',
            'transition-[opacity,translate,scale] data-ending-style:opacity-0 data-starting-style:opacity-0',
            wide ? 'sm:w-[min(60rem,100vw-2rem)]' : 'sm:w-[min(32rem,100vw-2rem)]',
            places[placement],
          )}
        >
          <header className="flex shrink-0 items-start gap-4 border-b px-4 py-3 sm:px-6">
            <div className="min-w-0 flex-1 py-1 max-sm:py-2">
              <Base.Title className="text-lead font-semibold wrap-anywhere">{title}</Base.Title>
              {description === undefined ? null : (
                <Base.Description render={<div />} className="mt-0.5 text-body text-ink-soft">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={closeLabel}
              className="-mr-2 grid size-8 shrink-0 place-items-center rounded text-ink-soft hover:bg-sunken hover:text-ink max-sm:size-10"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 sm:px-6">{children}</div>
          {footer === undefined ? null : (
            <footer className="shrink-0 border-t px-4 py-3 sm:px-6">{footer}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
