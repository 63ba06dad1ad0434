'use client';

import { useSyncExternalStore } from 'react';
import { isCartLine, type Cart } from './cart';
import { object, text, type Guard, type Guarded } from '@/lib/shape';

// What a shopper has in the cart, and the orders made in this browser. Other tabs are told by the browser itself.

const isKnownOrder = object({ orderId: text, orderKey: text, expiresAt: text, url: text });
export type KnownOrder = Guarded<typeof isKnownOrder>;

/** So many orders are remembered. */
const MOST_ORDERS = 20;

const listeners = new Set<() => void>();

/** A list that the browser keeps under a name. What does not read is left out, whoever has written it. */
function kept<T>(name: string, is: Guard<T>) {
  const none: readonly T[] = [];
  let last: string | null = null;
  let read = none;
  const parse = (from: string): readonly T[] => {
    try {
      const found: unknown = JSON.parse(from);
      return Array.isArray(found) ? found.filter(is) : none;
    } catch {
      // Not JSON, so not ours.
      return none;
    }
  };
  const get = () => {
    const now = storage().getItem(name);
    if (now !== last) {
      last = now;
      read = now === null ? none : parse(now);
    }
    return read;
  };
  const change = (to: (from: readonly T[]) => readonly T[]) => {
    const from = get();
    const next = to(from);
    if (next === from) return;
    storage().setItem(name, JSON.stringify(next));
    for (const listener of listeners) listener();
  };
  return { get, change, none };
}

// A browser may let nobody store anything; then the cart lasts as long as the page.
const memory = new Map<string, string>();
const forgetful = {
  getItem: (name: string) => memory.get(name) ?? null,
  setItem: (name: string, value: string) => void memory.set(name, value),
};

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  try {
    return window.localStorage;
  } catch {
    return forgetful;
  }
}

const carts = kept('tandem_cart', isCartLine);
const orders = kept('tandem_orders', isKnownOrder);

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Changes the cart, in every tab. */
export function changeCart(to: (cart: Cart) => Cart) {
  carts.change(to);
}

/** The cart; empty until the browser runs, since only that knows. */
export function useCart(): Cart {
  return useSyncExternalStore(subscribe, carts.get, () => carts.none);
}

/** Keeps the key of an order, by which this browser can see it again. */
export function rememberOrder(order: KnownOrder) {
  orders.change((known) => [order, ...known].slice(0, MOST_ORDERS));
}

/** The orders that were made in this browser, newest first. */
export function useOrders(): readonly KnownOrder[] {
  return useSyncExternalStore(subscribe, orders.get, () => orders.none);
}

const never = () => () => undefined;

/** Whether the browser runs the page, and its storage can be read. */
export function useIsReady(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
