import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Opens beside the page; `newTabLabel` says so to those who do not see the arrow. */
export function ExternalLink({
  href,
  newTabLabel,
  children,
}: {
  href: string;
  newTabLabel: string;
  children: ReactNode;
}) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="inline-flex max-w-full min-w-0 items-center gap-0.5 rounded text-accent-text underline-offset-2 hover:underline"
    >
      <span className="truncate">{children}</span>
      <ArrowUpRight size={12} aria-hidden className="shrink-0" />
      <span className="sr-only">{newTabLabel}</span>
    </a>
  );
}
