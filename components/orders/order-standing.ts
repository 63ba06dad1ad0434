import type { Meaning } from '@/components/ui/badge';
import type { OrderRow } from '@/lib/schemas/order';
import type { OrderStatus } from '@/lib/schemas/shop';

/** Where an order stands, in the one word that matters most: what needs a person goes before what has become of it. */
export type Standing = OrderStatus | 'refund_failed' | 'disputed' | 'partly_refunded';

export const standingMeanings: Record<Standing, Meaning> = {
  open: 'waiting',
  processing: 'waiting',
  paid: 'fine',
  partly_refunded: 'fine',
  refunding: 'attention',
  refunded: 'plain',
  expired: 'plain',
  cancelled: 'plain',
  failed: 'failed',
  refund_failed: 'failed',
  disputed: 'attention',
};

/** Stripe's words for a dispute that asks nothing of anybody any more. */
const overDisputes = ['won', 'lost', 'warning_closed', 'prevented'];

export function isDisputed(disputeStatus: string | null): boolean {
  return disputeStatus !== null && !overDisputes.includes(disputeStatus);
}

type Known = {
  status: OrderStatus;
  hasFailedRefund: boolean;
  disputeStatus: string | null;
  isPartlyRefunded: boolean;
};

export function standingOf({ status, hasFailedRefund, disputeStatus, isPartlyRefunded }: Known): Standing {
  if (hasFailedRefund) return 'refund_failed';
  if (isDisputed(disputeStatus)) return 'disputed';
  return status === 'paid' && isPartlyRefunded ? 'partly_refunded' : status;
}

/** Where an order of a list stands. */
export function standingOfRow(order: OrderRow): Standing {
  return standingOf({
    status: order.status,
    hasFailedRefund: order.has_failed_refund,
    disputeStatus: order.dispute_status,
    isPartlyRefunded: order.refunded !== null,
  });
}
