import { announce } from './announce';
import type { Act, Core } from './endpoint';
import { refuse } from './errors';
import type { SessionObject } from './objects';

/** Ends an open session; once it is complete or expired there is nothing to end. */
export function expireSession(act: Act, session: SessionObject): SessionObject {
  if (session.status !== 'open') {
    const message =
      'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ' +
      `\`${session.status}\`.`;
    throw refuse(message);
  }
  const { tables } = act.space;
  const expired = tables['checkout.session'].put({ ...session, status: 'expired', url: null });
  const intent =
    session.payment_intent === null ? undefined : tables.payment_intent.get(session.payment_intent);
  if (intent && intent.status !== 'succeeded') {
    const now = act.core.clock.seconds();
    const canceled = tables.payment_intent.put({
      ...intent,
      status: 'canceled',
      canceled_at: now,
      cancellation_reason: 'expired',
    });
    announce(act, 'payment_intent.canceled', canceled);
  }
  announce(act, 'checkout.session.expired', expired);
  return expired;
}

/** Sees to it that the session ends by itself. */
export function expireAt({ core, space }: Act, { id, expires_at: at }: SessionObject) {
  core.clock.at(at * 1000, () => {
    const session = space.tables['checkout.session'].get(id);
    if (session?.status === 'open') expireSession({ core, space, request: null }, session);
  });
}

/** After a restart: everything that is still open will end in its time. */
export function resumeExpiry(core: Core) {
  for (const space of core.store.spaces()) {
    const open = [...space.tables['checkout.session'].walk({ within: { index: 'status', value: 'open' } })];
    for (const session of open) expireAt({ core, space, request: null }, session);
  }
}
