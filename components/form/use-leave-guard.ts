'use client';

import { useEffect } from 'react';

/** While something would be lost, the browser asks before the page is closed, reloaded or left. */
export function useLeaveGuard(wouldLose: boolean) {
  useEffect(() => {
    if (!wouldLose) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [wouldLose]);
}
