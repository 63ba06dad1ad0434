import clsx from 'clsx';

const looks = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border-line-strong/60 bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent text-ink-soft hover:bg-sunken hover:text-ink',
} as const;

/** Buttons of the shop, and links that look like them: large enough for a thumb. */
export function pressClass(look: keyof typeof looks, more?: string): string {
  return clsx(
    'relative inline-flex min-h-11 items-center justify-center gap-2 rounded border px-5 py-2 text-center text-body font-medium transition-colors select-none',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    looks[look],
    more,
  );
}

/** A round button with an icon alone, as they stand in the header. */
export const iconPressClass =
  'relative inline-grid size-11 shrink-0 place-items-center rounded text-ink-soft transition-colors hover:bg-sunken hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:opacity-40';
