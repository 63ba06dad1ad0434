'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef, type ReactNode } from 'react';
import { Button } from './button';

type ConfirmDialogProps = {
  open: boolean;
  /** A question, with the thing's name in it. */
  title: string;
  /** What will happen, in full: what changes where, what stays. */
  children: ReactNode;
  /** The verb: "Archive space", never "OK". */
  confirmLabel: string;
  cancelLabel: string;
  tone: 'danger' | 'plain';
  pending: boolean;
  /** Why the last try did not work, as a sentence. */
  error: string | null;
  onConfirm: () => void;
  onCancel: () => void;
};

/** Starts on the harmless button, so that a stray Enter destroys nothing. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, cancelLabel, tone, pending, error, onConfirm, onCancel } =
    props;
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => (next || pending ? undefined : onCancel())}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop
          forceRender
          className="fixed inset-0 z-50 bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <AlertDialog.Popup
          initialFocus={cancel}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded border bg-surface p-6 text-ink shadow outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        >
          <AlertDialog.Title className="text-lead font-semibold wrap-anywhere">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="mt-2 text-body text-ink-soft">
            {children}
          </AlertDialog.Description>
          {error === null ? null : (
            <p role="alert" className="mt-4 text-body text-failed">
              {error}
            </p>
          )}
          <div className="mt-6 flex flex-wrap-reverse justify-end gap-2">
            <Button ref={cancel} disabled={pending} onClick={onCancel}>
              {cancelLabel}
            </Button>
            <Button variant={tone === 'danger' ? 'danger' : 'primary'} pending={pending} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
