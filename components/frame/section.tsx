import { useId, type ReactNode } from 'react';

/** A titled part of a page, on its own surface. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <h2 id={id} className="text-lead font-semibold">
        {title}
      </h2>
      <div className="overflow-hidden rounded border bg-surface">{children}</div>
    </section>
  );
}
