'use client';

import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { Tooltip } from './tooltip';

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  label: string;
  icon: ReactNode;
};

export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={clsx(
          'inline-grid size-8 shrink-0 place-items-center rounded text-ink-soft transition-colors hover:bg-sunken hover:text-ink disabled:opacity-50 data-popup-open:bg-sunken max-sm:size-10',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
