import Stripe from 'stripe';
import { z } from 'zod';
import { onAccount } from '../sync/mark';
import type { World } from '../world';

const claimed = z.array(
  z.object({
    refund_id: z.string(),
    order_id: z.string(),
    account: z.string(),
    payment_intent: z.string(),
    amount_minor: z.coerce.number(),
    fee_minor: z.coerce.number(),
    attempts: z.number(),
  }),
);
type Asked = z.infer<typeof claimed>[number];

/**
 * Makes the refunds that were asked for at Stripe, the platform's fee included. Any number of processes may do so at once;
 * one that fails is tried again later and stops no other.
 */
export async function makeRefunds(world: World): Promise<void> {
  for (;;) {
    const { data } = await world.db.rpc('refund_claim', { is_live: world.mode === 'live' }).throwOnError();
    const asked = claimed.parse(data);
    if (asked.length === 0) return;
    await Promise.all(asked.map((each) => makeOrPutOff(world, each)));
  }
}

async function makeOrPutOff(world: World, asked: Asked) {
  try {
    // An earlier attempt may have acted although nobody heard of it.
    const found = asked.attempts > 1 ? await findRefund(world, asked) : undefined;
    await tell(world, found ?? (await make(world, asked)), asked.account);
    world.log.info({ refund: asked.refund_id, order: asked.order_id }, 'refunded');
  } catch (error) {
    world.log.warn({ refund: asked.refund_id, order: asked.order_id, error }, 'a refund could not be made');
    await world.db
      .rpc('refund_trouble', {
        refund_id: asked.refund_id,
        error: JSON.stringify(troubleOf(error)),
        is_final: isFinal(error),
      })
      .throwOnError();
  }
}

function make(
  { stripe }: World,
  { refund_id, order_id, account, payment_intent, amount_minor, fee_minor, attempts }: Asked,
) {
  return stripe.refunds.create(
    {
      payment_intent,
      amount: amount_minor,
      metadata: { order_id, refund_id },
      // As much of the fee as of the payment (https://docs.stripe.com/connect/direct-charges#issue-refunds).
      ...(fee_minor > 0 ? { refund_application_fee: true } : {}),
    },
    // Each attempt looks before it writes, so that a new key, which a stored 500 asks for, gives nothing back twice.
    { idempotencyKey: `refund:${refund_id}:${attempts}`, ...onAccount(account) },
  );
}

async function findRefund(world: World, { refund_id, account, payment_intent }: Asked) {
  for await (const refund of world.stripe.refunds.list({ payment_intent, limit: 100 }, onAccount(account)))
    if (refund.metadata?.refund_id === refund_id) return refund;
  return undefined;
}

/** Looks at a refund at Stripe and settles it by what it shows. */
export async function settleRefund(world: World, id: string, account: string | null): Promise<void> {
  const at = account ?? 'platform';
  await tell(world, await world.stripe.refunds.retrieve(id, undefined, onAccount(at)), at);
}

/** Looks at every refund of a charge: one that was made in Stripe's dashboard counts too. */
export async function settleRefundsOf(world: World, charge: string, account: string | null): Promise<void> {
  const at = account ?? 'platform';
  for await (const refund of world.stripe.refunds.list({ charge, limit: 100 }, onAccount(at)))
    await tell(world, refund, at);
}

async function tell(world: World, refund: Stripe.Refund, account: string) {
  const { payment_intent: payment } = refund;
  const report = {
    id: refund.id,
    status: refund.status ?? 'pending',
    amount: refund.amount,
    payment_intent: typeof payment === 'string' ? payment : (payment?.id ?? null),
    refund_id: refund.metadata?.refund_id ?? null,
    failure_reason: refund.failure_reason ?? null,
    account,
    is_live: world.mode === 'live',
  };
  await world.db.rpc('refund_settle', { report: JSON.stringify(report) }).throwOnError();
}

/** Whether Stripe has refused a refund for good. What it does not let us ask now, it may later. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const { statusCode: code = 0, type } = error;
  return (
    code >= 400 && code < 500 && ![401, 403, 409, 429].includes(code) && type !== 'StripeIdempotencyError'
  );
}

function troubleOf(error: unknown) {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Stripe.errors.StripeError)) return { code: 'internal', detail };
  return { code: error.code ?? (isFinal(error) ? 'stripe_refused' : 'stripe_down'), detail };
}
