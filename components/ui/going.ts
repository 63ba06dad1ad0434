'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

type Way = { from: string; to: URL };

/** A page that has not come by then may never come: the one that is there can be used again. */
const LONGEST_MS = 10_000;

let way: Way | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const addressOf = (pathname: string, search: URLSearchParams) => `${pathname}?${search.toString()}`;

function set(next: Way | null) {
  way = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Told by the router whenever it starts on its way to another address. */
export function startGoing(href: string) {
  const to = new URL(href, location.href);
  const from = addressOf(location.pathname, new URLSearchParams(location.search));
  clearTimeout(timer);
  timer = setTimeout(() => set(null), LONGEST_MS);
  set(addressOf(to.pathname, to.searchParams) === from ? null : { from, to });
}

/** The address that the router is on its way to, from a pressed link until the address has changed. */
export function useGoing(): URL | null {
  const here = addressOf(usePathname(), new URLSearchParams(useSearchParams()));
  const current = useSyncExternalStore(
    subscribe,
    () => way,
    () => null,
  );
  return current?.from === here ? current.to : null;
}
