import { useId, type ReactNode } from 'react';

type SectionProps = { title: string; children: ReactNode; actions?: ReactNode };

/** A titled part of a page, on its own surface, with what can be done in it at the right. */
export function Section({ title, children, actions }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="text-lead font-semibold">
          {title}
        </h2>
        {actions === undefined ? null : <div className="-my-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
      <div className="overflow-hidden rounded border bg-surface">{children}</div>
    </section>
  );
}
