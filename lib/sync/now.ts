import { syncState } from '../schemas/sync';
import type { World } from '../world';
import { drain } from './drain';

/**
 * Syncs one row and waits for it, as the seed's function did. What the caller says happened to the row is only a hint:
 * the row itself decides. @throws Problem `not_found` for a row that was never there.
 */
export async function syncNow(world: World, kind: string, id: string) {
  await world.db.rpc('sync_mark', { kind, row_id: id }).throwOnError();
  await drain(world, { budgetMs: 1000, patienceMs: 0, only: { kind, id } });
  const { data } = await world.db.rpc('sync_state', { kind, row_id: id }).throwOnError();
  const { status, stripeProductId, stripePriceId, error } = syncState.parse(data);
  return { success: status === 'synced', status, stripeProductId, stripePriceId, error };
}
