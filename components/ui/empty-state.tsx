import type { ReactNode } from 'react';

type EmptyStateProps = {
  title: string;
  /** What to do first. */
  hint: string;
  /** The button that does it, or null where there is nothing to press. */
  action: ReactNode;
  icon?: ReactNode;
};

export function EmptyState({ title, hint, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-1 px-6 py-16 text-center">
      {icon === undefined ? null : (
        <div className="mb-3 grid size-10 place-items-center rounded bg-sunken text-ink-faint">{icon}</div>
      )}
      <p className="text-body font-semibold">{title}</p>
      <p className="max-w-[44ch] text-body text-ink-soft">{hint}</p>
      {action === null ? null : <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
