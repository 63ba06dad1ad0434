'use client';

import clsx from 'clsx';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useGoing } from '../ui/going';

/**
 * What stands beside the rail. A page that is being left takes nothing in any more: what somebody typed or pressed there
 * after the link would be lost with it, or take the place of the way that the link has begun.
 */
export function PageContent({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const going = useGoing();
  const isLeft = going !== null && going.pathname !== pathname;
  return (
    <main
      id="content"
      tabIndex={-1}
      inert={isLeft}
      aria-busy={isLeft}
      className={clsx(
        'w-full max-w-[84rem] flex-1 scroll-mt-14 px-4 pt-6 pb-24 outline-none lg:px-8',
        isLeft && 'opacity-60 transition-opacity delay-150',
      )}
    >
      {children}
    </main>
  );
}
