'use client';

import { useRouter } from 'next/navigation';
import { useTransition, type ComponentProps, type MouseEvent } from 'react';

/**
 * A link within the shop, which draws the next page without loading everything anew. Next's own brings prefetching along,
 * which the shop does not use, since stock is read when it is looked at; this one is a tenth of its size.
 */
export function ShopLink({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isForElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || isForElsewhere) return;
    event.preventDefault();
    startGoing(() => router.push(href));
  };
  return <a {...rest} href={href} aria-busy={isGoing || undefined} onClick={go} />;
}
