import { queryOptions } from '@tanstack/react-query';
import { eventsAnswer, productsAnswer, spacesAnswer } from '../schemas/shop';
import { send } from '../send';

/** How old what a shopper sees may become, in milliseconds: half a minute, of which the answer may have spent a second on its way. */
export const FRESH_MS = 28_000;

// Asked for anew by the clock while the page is looked at, and at once when somebody comes back to it.
const live = { staleTime: FRESH_MS, refetchInterval: FRESH_MS, refetchOnWindowFocus: 'always' } as const;

/** Every product on sale, with what is left of it. */
export function shopProducts() {
  return queryOptions({
    queryKey: ['product', 'shop'],
    queryFn: ({ signal }) => send('GET', '/api/products', { answer: productsAnswer, signal }),
    ...live,
  });
}

/** Every published event, with what is left of its ticket types. */
export function shopEvents() {
  return queryOptions({
    queryKey: ['event', 'shop'],
    queryFn: ({ signal }) => send('GET', '/api/events', { answer: eventsAnswer, signal }),
    ...live,
  });
}

/** Every space that is let, with its tariffs. */
export function shopSpaces() {
  return queryOptions({
    queryKey: ['space', 'shop'],
    queryFn: ({ signal }) => send('GET', '/api/spaces', { answer: spacesAnswer, signal }),
    ...live,
  });
}
