'use client';

import { X } from 'lucide-react';
import { Toaster as Sonner, toast as show } from 'sonner';
import { MeaningIcon } from './badge';

type Action = { label: string; onClick: () => void };

/** Long enough to read the words and to decide whether to take the way back. */
const ACTION_MS = 10_000;

const later = (action: Action | undefined) => (action === undefined ? {} : { action, duration: ACTION_MS });

/** Good news leaves by itself; bad news stays until it is read, and offers the way on. */
export const toast = {
  fine: (text: string, action?: Action) => show.success(text, later(action)),
  failed: (text: string, action?: Action) => show.error(text, { ...later(action), duration: Infinity }),
};

type ToasterProps = { theme: 'light' | 'dark' | 'system'; regionLabel: string; closeLabel: string };

/**
 * At the foot of the left rail: page actions sit at the top right, a dialog's button at the bottom right, and the rail's
 * foot is kept empty. On small screens the page has room below its last line, so nothing needed is covered for good.
 */
export function Toaster({ theme, regionLabel, closeLabel }: ToasterProps) {
  return (
    <Sonner
      theme={theme}
      position="bottom-left"
      closeButton
      style={{ fontFamily: 'inherit' }}
      containerAriaLabel={regionLabel}
      icons={{
        success: <MeaningIcon meaning="fine" size={16} />,
        error: <MeaningIcon meaning="failed" size={16} />,
        close: <X size={12} aria-hidden />,
      }}
      toastOptions={{
        unstyled: true,
        closeButtonAriaLabel: closeLabel,
        classNames: {
          toast:
            'flex w-full items-center gap-2 rounded border bg-raised p-3 pr-10 text-body text-ink shadow sm:w-80',
          icon: 'grid place-items-center',
          success: '[&_[data-icon]]:text-fine',
          error: '[&_[data-icon]]:text-failed',
          title: 'wrap-anywhere',
          actionButton: 'ml-auto shrink-0 rounded px-2 py-1 font-medium text-accent-text hover:bg-sunken',
          closeButton:
            'absolute top-1/2 right-2 grid -translate-y-1/2 size-7 place-items-center rounded text-ink-faint hover:bg-sunken hover:text-ink',
        },
      }}
    />
  );
}
