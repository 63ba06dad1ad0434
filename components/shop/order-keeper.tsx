'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { releaseOrder, settleOrder } from './cart';
import { changeCart, useCart, useOrders, type KnownOrder } from './cart-store';
import { Problem } from '@/lib/problem';
import { orderByKey } from '@/lib/queries/bought';
import type { OrderStatus } from '@/lib/schemas/shop';

const LOOK_MS = 15_000;

/** What becomes of the cart's lines when their checkout has come to this. */
export function followOrder(order: string, status: OrderStatus) {
  if (status === 'open') return;
  const isUnpaid = status === 'expired' || status === 'cancelled' || status === 'failed';
  changeCart((cart) => {
    if (!cart.some((line) => line.order === order)) return cart;
    return isUnpaid ? releaseOrder(cart, order) : settleOrder(cart, order);
  });
}

/** Follows the checkouts that lines of the cart are part of, until they are paid or over. */
export function OrderKeeper() {
  const cart = useCart();
  const known = useOrders();
  const open = new Set(cart.flatMap(({ order }) => order ?? []));
  return [...open].map((id) => <Kept key={id} id={id} order={known.find(({ orderId }) => orderId === id)} />);
}

/** A checkout whose key this browser has, as it stands. */
export function useOpenOrder(order: KnownOrder | undefined) {
  return useQuery({
    ...orderByKey(order?.orderId ?? '', order?.orderKey ?? ''),
    enabled: order !== undefined,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.status === 'open' ? LOOK_MS : false,
  });
}

function Kept({ id, order }: { id: string; order: KnownOrder | undefined }) {
  const { data, error } = useOpenOrder(order);
  // Without its key, or when nobody knows it any more, there is nothing to wait for.
  const isLost = order === undefined || (error instanceof Problem && error.status < 500);
  const status = isLost ? 'cancelled' : data?.status;
  useEffect(() => {
    if (status) followOrder(id, status);
  }, [id, status]);
  return null;
}
