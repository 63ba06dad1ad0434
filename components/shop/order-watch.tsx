'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { followOrder } from './order-keeper';
import { orderByKey } from '@/lib/queries/bought';
import type { BuyerOrder } from '@/lib/schemas/bought';

const SOON_MS = 2000;
const LATER_MS = 20_000;
/** So long a buyer is likely to look at the page and wait. */
const PATIENCE_MS = 5 * 60_000;

/** How soon an order is looked at again, in milliseconds: at once while somebody waits for it, and slowly for what may still come. */
export function lookAgainIn({ status }: Pick<BuyerOrder, 'status'>, waited: number): number {
  const isWaiting = status === 'open' || status === 'processing' || status === 'refunding';
  return isWaiting && waited < PATIENCE_MS ? SOON_MS : LATER_MS;
}

/** Looks at an order while its page is open, has the page drawn anew when it has changed, and clears the cart of it. */
export function OrderWatch({ order, orderKey }: { order: BuyerOrder; orderKey: string }) {
  const router = useRouter();
  const [since] = useState(() => Date.now());
  const { data } = useQuery({
    ...orderByKey(order.id, orderKey),
    initialData: order,
    refetchInterval: ({ state }) => lookAgainIn(state.data ?? order, Date.now() - since),
  });
  // The page and the route are given it by the same hand, so that the same order is the same text.
  const isNews = JSON.stringify(data) !== JSON.stringify(order);
  const { id } = order;
  useEffect(() => followOrder(id, data.status), [id, data.status]);
  useEffect(() => {
    if (isNews) router.refresh();
  }, [isNews, data, router]);
  return null;
}
