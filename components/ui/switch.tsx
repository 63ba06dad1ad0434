import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** On or off, at once visible. Its label belongs to whoever uses it: pass an id, or aria-label. */
export function Switch({ className, ...rest }: Omit<ComponentProps<'input'>, 'type' | 'role'>) {
  return (
    <input
      {...rest}
      type="checkbox"
      role="switch"
      className={clsx(
        'relative h-5 w-9 shrink-0 appearance-none rounded-full bg-line-strong transition-colors',
        'before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-surface before:transition-transform',
        'checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent disabled:opacity-50 forced-colors:border',
        className,
      )}
    />
  );
}
