'use client';

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Ago } from './ago';

type NeedLinkProps = {
  href: string;
  badge: ReactNode;
  name: string;
  /** What it is, and what is wrong with it. */
  detail: ReactNode;
  at: string | null;
};

/** One thing that needs a person, and the way to where it can be mended. */
export function NeedLink({ href, badge, name, detail, at }: NeedLinkProps) {
  return (
    <li>
      <Link
        href={href}
        className="flex min-h-14 items-center gap-x-3 gap-y-1 px-4 py-2.5 transition-colors hover:bg-canvas focus-visible:-outline-offset-2 max-sm:flex-wrap"
      >
        <span className="sm:w-44">{badge}</span>
        <span className="min-w-0 flex-1 max-sm:order-last max-sm:basis-full">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-small text-ink-faint">{detail}</span>
        </span>
        <span className="text-ink-soft max-sm:ml-auto">{at === null ? null : <Ago at={at} />}</span>
        <ChevronRight size={16} aria-hidden className="shrink-0 text-ink-faint max-sm:hidden" />
      </Link>
    </li>
  );
}
