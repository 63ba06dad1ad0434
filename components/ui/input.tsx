import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

type InputProps = Omit<ComponentProps<'input'>, 'prefix'> & {
  invalid?: boolean;
  prefix?: ReactNode;
  suffix?: ReactNode;
};

/** The box wraps the input, so that a prefix or suffix sits inside one border and one focus ring. */
export function Input({ invalid = false, prefix, suffix, className, ...rest }: InputProps) {
  return (
    <span
      data-invalid={invalid}
      data-disabled={rest.disabled ? '' : undefined}
      className={clsx('field-box flex items-center', className)}
    >
      {prefix === undefined ? null : <span className="flex shrink-0 pl-2.5 text-ink-faint">{prefix}</span>}
      <input
        {...rest}
        aria-invalid={invalid || undefined}
        className="min-h-7.5 w-full max-sm:min-h-9.5 min-w-0 bg-transparent px-2.5 outline-none placeholder:text-ink-faint"
      />
      {suffix === undefined ? null : <span className="flex shrink-0 pr-2.5 text-ink-faint">{suffix}</span>}
    </span>
  );
}
