import 'server-only';
import { after, type NextResponse } from 'next/server';
import Stripe from 'stripe';
import { env } from '../env';
import { Problem } from '../errors';
import { log } from '../log';
import { answerTo, settleNotices } from '../notices/settle';
import type { World } from '../world';
import { ok, refuse } from './answers';
import { readBody } from './input';
import { drainSoon, openWorld } from './world';

/**
 * The door for Stripe: a valid signature of one of our endpoints, over the body as it came (W1). The notice is kept under
 * its id and answered; what it hints at is looked at behind the response. A type that nobody listens to is answered too.
 */
export async function stripeDoor(request: Request): Promise<NextResponse> {
  try {
    const event = verified(await readBody(request), request.headers.get('stripe-signature'));
    if (answerTo(event.type)) {
      await keep(openWorld(), event);
      after(settleBehind);
    }
    return ok({ received: true });
  } catch (error) {
    return refuse(error, request);
  }
}

/** @throws Problem `bad_signature` for a body that none of our secrets has signed within the last five minutes. */
function verified(body: string, signature: string | null): Stripe.Event {
  const { platform, connect } = env().webhookSecrets;
  for (const secret of [...platform, ...connect]) {
    try {
      return Stripe.webhooks.constructEvent(body, signature ?? '', secret);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
  }
  throw new Problem('bad_signature');
}

async function keep(world: World, event: Stripe.Event) {
  const { object } = event.data;
  await world.db
    .rpc('notice_keep', {
      id: event.id,
      type: event.type,
      account: event.account ?? null,
      object_id: 'id' in object && typeof object.id === 'string' ? object.id : null,
      is_live: event.livemode,
      created_at: new Date(event.created * 1000).toISOString(),
    })
    .throwOnError();
}

async function settleBehind() {
  try {
    await settleNotices(openWorld());
    await drainSoon();
  } catch (error) {
    log.error({ error }, 'notices could not be settled; the clock goes on with them');
  }
}
