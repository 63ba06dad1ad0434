'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { LeaveQuestion } from './leave-question';
import { LEAVE_EVENT } from './use-go';
import { useLeaveGuard } from './use-leave-guard';

/** Where somebody was about to go: an address, or a place of the browser's history. */
type Way = { href: string } | { key: string };

/** The address that a press on a link leads to in this tab; nothing for what opens elsewhere or stays on this page. */
function wayOf(event: MouseEvent): Way | null {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey || !(target instanceof Element)) return null;
  const link = target.closest('a');
  if (link === null || link.target === '_blank' || link.origin !== location.origin) return null;
  if (link.pathname === location.pathname && link.search === location.search) return null;
  return { href: link.pathname + link.search + link.hash };
}

/** While a page's form would lose something, whatever leaves the page asks first: links, the palette, Back, closing. */
export function LeaveGuard({ wouldLose }: { wouldLose: boolean }) {
  const router = useRouter();
  const [way, setWay] = useState<Way | null>(null);
  const isLeaving = useRef(false);
  useLeaveGuard(wouldLose);
  useEffect(() => {
    if (!wouldLose) return undefined;
    const listeners = new AbortController();
    const { signal } = listeners;
    const stop = (event: Event, found: Way) => {
      event.preventDefault();
      event.stopPropagation();
      setWay(found);
    };
    const click = (event: MouseEvent) => {
      const found = wayOf(event);
      if (found !== null) stop(event, found);
    };
    const leave = (event: Event) => {
      if (event instanceof CustomEvent && typeof event.detail === 'string')
        stop(event, { href: event.detail });
    };
    document.addEventListener('click', click, { capture: true, signal });
    window.addEventListener(LEAVE_EVENT, leave, { signal });
    if ('navigation' in window) {
      const traverse = (event: NavigateEvent) => {
        if (event.navigationType === 'traverse' && event.cancelable && !isLeaving.current)
          stop(event, { key: event.destination.key });
      };
      window.navigation.addEventListener('navigate', traverse, { signal });
    }
    return () => listeners.abort();
  }, [wouldLose]);

  const go = () => {
    if (way === null) return;
    isLeaving.current = true;
    if ('href' in way) router.push(way.href);
    else void window.navigation.traverseTo(way.key);
    setWay(null);
  };
  return <LeaveQuestion open={way !== null} onLeave={go} onStay={() => setWay(null)} />;
}
