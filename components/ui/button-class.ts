import clsx from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';

const looks: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line-strong/60 bg-surface text-ink hover:bg-sunken',
  ghost:
    'border-transparent text-ink-soft hover:bg-sunken hover:text-ink data-popup-open:bg-sunken data-popup-open:text-ink',
  danger: 'border-transparent bg-danger text-on-accent hover:bg-danger-strong',
};

/** Buttons and links that look like buttons share one outline, so that a row of them lines up. */
export function buttonClass(variant: ButtonVariant, more?: string) {
  return clsx(
    'relative inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded border px-3 text-body font-medium whitespace-nowrap transition-colors select-none max-sm:h-10',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60 disabled:cursor-not-allowed disabled:opacity-60',
    looks[variant],
    more,
  );
}
