'use client';

import { CircleX } from 'lucide-react';
import { Button } from './button';

type ErrorStateProps = {
  title: string;
  /** What happened, and to what. */
  detail: string;
  retryLabel: string;
  onRetry: () => void;
  pending?: boolean;
};

export function ErrorState({ title, detail, retryLabel, onRetry, pending = false }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-1 px-6 py-16 text-center">
      <div className="mb-3 grid size-10 place-items-center rounded bg-failed-soft text-failed">
        <CircleX size={20} aria-hidden />
      </div>
      <p className="text-body font-semibold">{title}</p>
      <p className="max-w-[52ch] text-body text-ink-soft">{detail}</p>
      <Button className="mt-4" pending={pending} onClick={onRetry}>
        {retryLabel}
      </Button>
    </div>
  );
}
