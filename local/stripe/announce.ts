import Stripe from 'stripe';
import type { Act } from './endpoint';
import { newId } from './ids';
import { fieldsOf, type JsonRecord } from './json';
import type { EventObject } from './objects';
import { platform } from './store';

/** The version of the API that the installed stripe-node was made for. */
export const apiVersion = Stripe.API_VERSION;

const month = 30 * 24 * 60 * 60;

/** Writes down that something happened, and sends it to whoever listens. */
export function announce(act: Act, type: Stripe.Event.Type, object: object, before?: object) {
  const { core, space, request } = act;
  if (act.isQuiet) return;
  const isConnected = space.account !== platform;
  const previous = before && differences(fieldsOf(before), fieldsOf(object));
  const event: EventObject = {
    id: newId('event'),
    object: 'event',
    ...(isConnected ? { account: space.account } : {}),
    api_version: apiVersion,
    created: core.clock.seconds(),
    data: { object: fieldsOf(object), ...(previous ? { previous_attributes: previous } : {}) },
    livemode: space.livemode,
    pending_webhooks: 0,
    request,
    type,
  };
  const targets = core.deliveries.targets(event);
  const kept = space.tables.event.put({ ...event, pending_webhooks: targets.length });
  forgetOld(act);
  core.deliveries.send(kept, targets);
}

/** What differs, with the values from before: https://docs.stripe.com/api/events/object */
export function differences(before: JsonRecord, after: JsonRecord) {
  const keys = Object.keys(before).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  return Object.fromEntries(keys.map((key) => [key, before[key]]));
}

// The Events API goes back 30 days: https://docs.stripe.com/api/events
function forgetOld({ core, space }: Act) {
  const until = core.clock.seconds() - month;
  for (const { id } of space.tables.event.walk({ direction: 'oldest', created: { lt: until } })) {
    space.tables.event.remove(id);
  }
}
