import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { buttonClass, type ButtonVariant } from './button-class';
import { Spinner } from './spinner';

export type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  children: ReactNode;
  variant?: ButtonVariant;
  icon?: ReactNode;
  /** Keeps the button's size and its focus while something runs; presses are ignored meanwhile. */
  pending?: boolean;
};

export function Button({
  children,
  variant = 'secondary',
  icon,
  pending = false,
  className,
  onClick,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (pending) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      className={buttonClass(variant, className)}
    >
      {pending ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
      <span
        className={pending ? 'inline-flex items-center gap-2 opacity-0' : 'inline-flex items-center gap-2'}
      >
        {icon}
        {children}
      </span>
    </button>
  );
}
