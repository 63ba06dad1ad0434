'use client';

import { useQuery } from '@tanstack/react-query';
import type { Cart } from './cart';
import type { Known } from './standing';
import { shopEvents, shopProducts, shopSpaces } from '@/lib/queries/shop';

/** What is known of the things in a cart, read anew when the cart comes into view. */
export function useKnown(cart: Cart): Known {
  const ask = (kind: Cart[number]['kind']) =>
    ({ enabled: cart.some((line) => line.kind === kind), refetchOnMount: 'always' }) as const;
  const products = useQuery({ ...shopProducts(), ...ask('product') }).data;
  const events = useQuery({ ...shopEvents(), ...ask('ticket') }).data;
  const spaces = useQuery({ ...shopSpaces(), ...ask('space') }).data;
  // A part without a time was only put there to be filled.
  return {
    ...(products?.asOf ? { products: products.products } : {}),
    ...(events?.asOf ? { events: events.events } : {}),
    ...(spaces?.asOf ? { spaces: spaces.spaces } : {}),
  };
}
