import { queryOptions } from '@tanstack/react-query';
import { buyerOrder, checkoutAnswer, type BuyerOrder, type CheckoutAnswer } from '../schemas/bought';
import { orderStatuses } from '../schemas/shop';
import { send } from '../send';
import { nullable, object, oneOf, shaped } from '../shape';

/** Where the route shows an order to whoever holds its key. */
const orderPath = (id: string, key: string) => `/api/orders/${id}?key=${encodeURIComponent(key)}`;

/** An order, by the key that its buyer holds. How often it is asked for depends on who waits for it. */
export function orderByKey(id: string, key: string) {
  return queryOptions({
    queryKey: ['order', 'buyer', id],
    queryFn: ({ signal }): Promise<BuyerOrder> =>
      send('GET', orderPath(id, key), { answer: buyerOrder, signal }),
    refetchOnWindowFocus: 'always',
  });
}

/** One line of what is to be paid, with the price that the buyer was shown. */
export type AskedItem = {
  kind: 'product' | 'ticket' | 'space';
  id: string;
  quantity: number;
  tariff?: string | undefined;
  price: string;
  currency: string;
};

/** Holds the units and opens a checkout for them. @throws Problem that names the lines which cannot be bought as asked. */
export function openCheckout(items: AskedItem[]): Promise<CheckoutAnswer> {
  return send('POST', '/api/checkout', { body: { items }, answer: checkoutAnswer });
}

/** How an order stands after its checkout was ended; nothing where there was none to end. */
const ended = shaped(object({ status: nullable(oneOf(orderStatuses)) }));

/** Ends an open checkout, so that its units are free. Answers how it stands: it may just have been paid. */
export function endCheckout(id: string, key: string) {
  return send('DELETE', `/api/orders/${id}/checkout?key=${encodeURIComponent(key)}`, { answer: ended });
}
