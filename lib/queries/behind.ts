import type { SyncState } from '../schemas/sync';

/** How often a screen asks again while a row on it is behind, in milliseconds. */
export const BEHIND_POLL_MS = 500;

/** How often it asks about a row that waits for its seller's account: whatever is missing there is done elsewhere. */
export const WAITING_POLL_MS = 5000;

/** Whether Stripe may still catch up with a row by itself within moments. */
export function isBehind(sync: SyncState | null): boolean {
  return sync !== null && ['pending', 'syncing', 'retrying'].includes(sync.status);
}

/** Finds what a person has typed anywhere in a text. In a pattern % and _ stand for others; here for themselves. */
export function pattern(search: string): string {
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}
