import { secondsBetween } from '@/components/sync/span';
import type { SyncStatusNumbers } from '@/lib/queries/sync';

/** A change that waits longer than this is late; at an ordinary time Stripe has it within seconds. */
export const TOO_LONG_SECONDS = 60;

type Lag = { seconds: number; isTooLong: boolean };

/** How long the oldest change has been waiting, by the database's clock; nothing when nothing waits. */
export function lagOf({ now, behindSince }: Pick<SyncStatusNumbers, 'now' | 'behindSince'>): Lag | null {
  if (behindSince === null) return null;
  const seconds = secondsBetween(behindSince, now);
  return { seconds, isTooLong: seconds > TOO_LONG_SECONDS };
}

type Numbers = Pick<SyncStatusNumbers, 'pending' | 'syncing' | 'retrying' | 'openRun'>;

/** How many rows are still on their way. */
export function behindOf({ pending, syncing, retrying }: Omit<Numbers, 'openRun'>): number {
  return pending + syncing + retrying;
}

/** Whether the page may change from one second to the next. */
export function isBusy(numbers: Numbers): boolean {
  return behindOf(numbers) > 0 || numbers.openRun !== null;
}
