import type { ReactNode } from 'react';

/** The page's one h1, with what can be done on it at the right. */
export function PageHeader({ title, actions }: { title: string; actions?: ReactNode }) {
  return (
    <div className="mb-6 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-3">
      <h1 className="min-w-0 text-title font-semibold tracking-tight wrap-anywhere">{title}</h1>
      {actions === undefined ? null : <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
