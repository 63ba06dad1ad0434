'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { enterCheckout, keyOf, type CartGroup, type CartLine } from './cart';
import { changeCart, rememberOrder } from './cart-store';
import type { Refusal } from './line-state';
import { useWords } from './words';
import { Problem } from '@/lib/problem';
import { openCheckout } from '@/lib/queries/bought';
import { list, number, object, optional, text } from '@/lib/shape';

/** What a refused checkout says of its items beside the words. */
const isTold = list(
  object({
    kind: text,
    id: text,
    available: optional(number),
    price: optional(text),
    currency: optional(text),
  }),
);

/** The refusals of a checkout by the lines that they are about; empty for one that is about no line. */
export function refusalsOf(problem: Problem, lines: readonly CartLine[]): Map<string, Refusal> {
  const items = isTold(problem.more.items) ? problem.more.items : [];
  const refusals = new Map<string, Refusal>();
  for (const { field, detail } of problem.errors) {
    const line = lines[Number(/^items\.(\d+)/.exec(field)?.[1] ?? NaN)];
    if (line === undefined) continue;
    const item = items.find(({ kind, id }) => kind === line.kind && id === line.id);
    refusals.set(keyOf(line), {
      detail,
      ...(item?.available === undefined ? {} : { left: item.available }),
      ...(item?.price && item.currency ? { price: item.price, currency: item.currency } : {}),
    });
  }
  return refusals;
}

const none: ReadonlyMap<string, Refusal> = new Map();

/** Opens the checkout of some lines and leaves for it; or says what stands against it, at each line. */
export function useCheckout({ lines }: CartGroup, onLeaving: () => void) {
  const { t } = useWords();
  const client = useQueryClient();
  const isBusy = useRef(false);
  const [isPending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [refusals, setRefusals] = useState(none);

  const rest = () => {
    isBusy.current = false;
    setPending(false);
  };
  useEffect(() => {
    // Back from Stripe's page to one that the browser has kept as it was.
    const back = (event: PageTransitionEvent) => event.persisted && rest();
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);

  const pay = async () => {
    // A second press before the first has been drawn makes no second order.
    if (isBusy.current) return;
    isBusy.current = true;
    setPending(true);
    setTrouble(undefined);
    setRefusals(none);
    try {
      const asked = lines.map(({ kind, id, quantity, tariff, price, currency }) => ({
        ...{ kind, id, quantity, price, currency },
        ...(tariff ? { tariff } : {}),
      }));
      const order = await openCheckout(asked);
      onLeaving();
      rememberOrder(order);
      changeCart((cart) => enterCheckout(cart, lines.map(keyOf), order.orderId));
      window.location.assign(order.url);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal');
      const about = refusalsOf(problem, lines);
      setRefusals(about);
      if (about.size === 0) setTrouble(problem.detail || t('offline'));
      rest();
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'shop' });
    }
  };
  return { pay, isPending, trouble, refusals, forget: () => setRefusals(none) };
}
