import type { Db } from '../db/db';
import { Problem, problemOf } from '../errors';
import { sellerOrder, type SellerOrder } from '../schemas/order';

/** Reads one order with the rights of whoever asks. @throws Problem `not_found` when there is none for them. */
export async function readOrder(db: Db, id: string): Promise<SellerOrder> {
  const { data, error } = await db.rpc('order_for_seller', { order_id: id });
  if (error) throw problemOf(error);
  if (data === null) throw new Problem('not_found');
  return sellerOrder.parse(data);
}
