import { isDisputed } from './order-standing';
import type { SellerOrder } from '@/lib/schemas/order';

type Item = SellerOrder['items'][number];

/** How many units of each item, by its id. */
export type Units = Record<string, number>;

/** Units of an item that were not given back, and are not on their way back. */
export function leftOf({ quantity, refunded }: Item): number {
  return quantity - refunded;
}

/** All units that can still be given back. */
export function allUnits({ items }: SellerOrder): Units {
  return Object.fromEntries(items.map((item) => [item.id, leftOf(item)]));
}

/** Whether units of an order can be given back as it stands. */
export function isRefundable(order: SellerOrder): boolean {
  const isLost = order.disputeStatus === 'lost';
  return order.status === 'paid' && !isDisputed(order.disputeStatus) && !isLost && order.items.some(leftOf);
}

const isGiven = ({ status }: SellerOrder['refunds'][number]) => status !== 'failed' && status !== 'canceled';

/** What is left of the payment that the order was confirmed by, in minor units; other payments go back by themselves. */
export function leftOfPayment({ payments, refunds }: SellerOrder): number {
  const paid = payments.find(({ isConfirmed }) => isConfirmed)?.amountMinor ?? 0;
  const given = refunds
    .filter((refund) => isGiven(refund) && (refund.reason === 'asked' || refund.reason === 'elsewhere'))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, paid - given);
}

export type RefundEffect = {
  amountMinor: number;
  units: number;
  /** Units that can go on sale again: used tickets cannot, and time in a space has no stock. */
  returnable: number;
  /** Tickets among them that somebody was let in by. */
  used: number;
};

/** What a refund of so many units comes to. Tickets that nobody has used go back first. */
export function effectOf(order: SellerOrder, units: Units): RefundEffect {
  const effect = { amountMinor: 0, units: 0, returnable: 0, used: 0 };
  for (const item of order.items) {
    const count = Math.min(units[item.id] ?? 0, leftOf(item));
    const unused = item.codes.filter(({ isVoid, checkedInAt }) => !isVoid && checkedInAt === null).length;
    const used = item.kind === 'ticket' ? Math.max(0, count - unused) : 0;
    effect.amountMinor += count * item.unitAmountMinor;
    effect.units += count;
    effect.used += used;
    effect.returnable += item.kind === 'space' ? 0 : count - used;
  }
  return { ...effect, amountMinor: Math.min(effect.amountMinor, leftOfPayment(order)) };
}

/** The lines as the route takes them; nothing means all that is left. */
export function linesOf(order: SellerOrder, units: Units) {
  const isAll = order.items.every((item) => (units[item.id] ?? 0) === leftOf(item));
  if (isAll) return null;
  return order.items
    .map(({ id }) => ({ item_id: id, quantity: units[id] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
}
