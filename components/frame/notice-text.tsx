import type { ReactNode } from 'react';

type NoticeProps = { title: string; hint: string; icon: ReactNode; children: ReactNode; note?: ReactNode };

/** What happened, what it means, and the way on. */
export function NoticeText({ title, hint, icon, children, note }: NoticeProps) {
  return (
    <div className="flex w-full max-w-md flex-col items-start gap-2">
      <div className="mb-2 grid size-10 place-items-center rounded bg-sunken text-ink-soft">{icon}</div>
      <h1 className="text-title font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-pretty text-ink-soft">{hint}</p>
      {note === undefined ? null : <p className="font-mono text-small text-ink-faint">{note}</p>}
      <div className="mt-4 flex flex-wrap gap-2">{children}</div>
    </div>
  );
}
