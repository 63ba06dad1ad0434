import type Stripe from 'stripe';
import { z } from 'zod';
import { driftRow, type DriftRow } from '../schemas/drift';
import { onAccount } from '../sync/mark';
import type { World } from '../world';

/** Stripe tells when something happened in whole seconds, and its clock is not ours. */
const MARGIN_SECONDS = 300;

/** So many events are looked through at most, a hundred with each read. */
const MOST_EVENTS = 1000;

const types = ['product.updated', 'product.deleted', 'price.created', 'price.updated'];

/**
 * Asks Stripe which event changed a field, and keeps the answer. It is asked when somebody wants to know, since most drift
 * is put right without; one read is enough unless much has changed there since, and ten are the most. Stripe keeps events
 * for 30 days (https://docs.stripe.com/api/events). What we wrote ourselves is no answer.
 */
export async function askOrigin(world: World, id: string): Promise<void> {
  const { data } = await world.db.from('drifts_listed').select('*').eq('id', id).throwOnError();
  const [drift] = z.array(driftRow).parse(data);
  if (!drift) return;
  const event = await eventOf(world, drift);
  const changed_by = event
    ? {
        event: event.id,
        request: event.request?.id ?? null,
        at: new Date(event.created * 1000).toISOString(),
      }
    : {};
  await world.db.rpc('drift_changed_by', { id, changed_by: JSON.stringify(changed_by) }).throwOnError();
}

/** The newest event that explains a difference, unless it is too far back. */
async function eventOf(world: World, drift: DriftRow): Promise<Stripe.Event | undefined> {
  const events = world.stripe.events.list(
    { types, created: { gte: Math.floor(Date.parse(drift.since) / 1000) - MARGIN_SECONDS }, limit: 100 },
    onAccount(drift.connected_account_id ?? 'platform'),
  );
  let looked = 0;
  for await (const event of events) {
    if (isAbout(event, drift.stripe_product_id, drift.field) && !isOwn(event, drift.kind)) return event;
    looked += 1;
    if (looked === MOST_EVENTS) return undefined;
  }
}

const eventObject = z.looseObject({ id: z.string(), product: z.string().optional() });

/** Whether an event changed this field of this product, or a price of it. */
function isAbout({ type, data }: Stripe.Event, productId: string, field: string): boolean {
  const about = eventObject.safeParse(data.object).data;
  const [what = '', key = ''] = field.split('.');
  if (what === 'price' || what === 'label') return type.startsWith('price.') && about?.product === productId;
  if (what === 'extra') return type.startsWith('price.') && about?.id === key;
  if (about?.id !== productId) return false;
  if (what === 'deleted') return type === 'product.deleted';
  return Object.hasOwn({ ...data.previous_attributes }, what);
}

/** Whether the engine itself made the call: its idempotency keys begin with the kind. */
function isOwn({ request }: Stripe.Event, kind: string): boolean {
  return request?.idempotency_key?.startsWith(`${kind}:`) === true;
}
