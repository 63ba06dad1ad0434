import { onAccount } from '../sync/mark';
import type { World } from '../world';

/** Looks at a chargeback at Stripe, and shows it with its order. Several are possible, in any order. */
export async function settleDispute(world: World, id: string, account: string | null): Promise<void> {
  const at = account ?? 'platform';
  const { payment_intent: payment, status } = await world.stripe.disputes.retrieve(
    id,
    undefined,
    onAccount(at),
  );
  const payment_intent = typeof payment === 'string' ? payment : payment?.id;
  if (payment_intent === undefined) return;
  await world.db.rpc('order_dispute', { dispute_id: id, payment_intent, status, account: at }).throwOnError();
}
