import type { SyncStatusNumbers } from '@/lib/queries/sync';

export type Account = SyncStatusNumbers['accounts'][number];

const NEARLY_ALL = 0.8;

/** What the reads of this month mean against their budget: attention near its end, failed beyond it. */
export function readsMeaning({ reads, readsPerMonth }: Pick<Account, 'reads' | 'readsPerMonth'>) {
  if (reads > readsPerMonth) return 'failed';
  return reads > NEARLY_ALL * readsPerMonth ? 'attention' : 'accent';
}

/** How many calls a second an account is used at by now; one that Stripe slowed down keeps a tenth at least. */
export function paceOf({ callsPerSecond, share }: Pick<Account, 'callsPerSecond' | 'share'>): number {
  return Math.round(callsPerSecond * share * 10) / 10;
}
