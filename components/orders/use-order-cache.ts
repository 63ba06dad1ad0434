'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SellerOrder } from '@/lib/schemas/order';

/** Shows an answer of the server at once, then asks again for everything that may have moved, what is in stock among it. */
export function useOrderCache() {
  const client = useQueryClient();
  return useMemo(() => {
    const refresh = () => {
      for (const noun of ['order', 'product', 'event']) void client.invalidateQueries({ queryKey: [noun] });
    };
    const put = (order: SellerOrder) => {
      client.setQueryData<SellerOrder>(['order', 'one', order.id], order);
      refresh();
    };
    return { put, refresh };
  }, [client]);
}
