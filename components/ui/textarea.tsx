import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** Grows with its text up to a third of the screen, then scrolls. */
export function Textarea({
  invalid = false,
  className,
  ...rest
}: ComponentProps<'textarea'> & { invalid?: boolean }) {
  return (
    <textarea
      rows={3}
      {...rest}
      aria-invalid={invalid || undefined}
      className={clsx('field-box field-sizing-content max-h-[33dvh] resize-y px-2.5 py-1.25', className)}
    />
  );
}
