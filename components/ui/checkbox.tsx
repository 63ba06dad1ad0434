'use client';

import clsx from 'clsx';
import { Check, Minus } from 'lucide-react';
import { useEffect, useRef, type ComponentProps } from 'react';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'ref'> & { indeterminate?: boolean };

/** A native checkbox under our drawing: keyboard, forms and screen readers get what they know. */
export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The mixed state exists only as a property of the element; there is no attribute for it.
    if (box.current !== null) box.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return (
    <span className={clsx('relative inline-grid size-4 shrink-0 align-middle', className)}>
      <input
        {...rest}
        ref={box}
        type="checkbox"
        className="peer size-4 appearance-none rounded-[4px] border border-line-strong bg-surface transition-colors before:absolute before:-inset-2 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50"
      />
      <Check
        size={12}
        strokeWidth={3}
        aria-hidden
        className="pointer-events-none absolute inset-0.5 hidden text-on-accent peer-checked:block peer-indeterminate:hidden"
      />
      <Minus
        size={12}
        strokeWidth={3}
        aria-hidden
        className="pointer-events-none absolute inset-0.5 hidden text-on-accent peer-indeterminate:block"
      />
    </span>
  );
}
