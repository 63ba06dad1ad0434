import { z } from 'zod';
import { Problem } from '../errors';
import { syncState } from '../schemas/sync';
import type { World } from '../world';
import { drain } from './drain';

type Asked = {
  type: 'space' | 'product' | 'event' | 'ticket';
  id: string;
  connectedAccountId?: string | undefined;
};

/**
 * Syncs one row and waits for it, as the seed's function did; a ticket type is synced with its event. What the caller says
 * happened to the row is only a hint: the row itself decides, also about the account. @throws Problem `not_found` for a row
 * that was never there, `wrong_account` for an account that it is not sold on.
 */
export async function syncNow(world: World, { type, id, connectedAccountId }: Asked) {
  const row = type === 'ticket' ? await eventOf(world, id) : id;
  const kind = type === 'ticket' ? 'event' : type;
  const read = async () => {
    const { data } = await world.db.rpc('sync_state', { kind, row_id: row }).throwOnError();
    if (data === null) throw new Problem('not_found');
    return syncState.parse(data);
  };
  const before = await read();
  if (connectedAccountId !== undefined && connectedAccountId !== before.connectedAccountId)
    throw new Problem('wrong_account', {
      errors: [{ field: 'connectedAccountId', code: 'wrong_account', detail: '' }],
    });
  await world.db.rpc('sync_mark', { kind, row_id: row }).throwOnError();
  await drain(world, { budgetMs: 1000, patienceMs: 0, only: { kind, id: row } });
  const { status, stripeProductId, stripePriceId, prices, error, connectedAccountId: account } = await read();
  return {
    // A row that waits for its seller's account is as it should be: it is skipped, and says why.
    success: status === 'synced' || status === 'skipped',
    status,
    stripeProductId,
    stripePriceId:
      type === 'ticket' ? (prices.find(({ tariff }) => tariff === id)?.id ?? null) : stripePriceId,
    connectedAccountId: account,
    error,
  };
}

const found = z.object({ event_id: z.string() }).nullable();

/** The event of a ticket type; of a deleted one, the event whose prices in Stripe name it. */
async function eventOf(world: World, ticket: string): Promise<string> {
  const { data } = await world.db.rpc('ticket_event', { ticket_id: ticket }).throwOnError();
  const event = found.parse(data);
  if (event === null) throw new Problem('not_found');
  return event.event_id;
}
