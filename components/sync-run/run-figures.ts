import type { Meaning } from '@/components/ui/badge';
import type { RunOutcome, RunState, SyncRun } from '@/lib/schemas/sync-run';

/** How many rows a run has to do with Stripe, and for how many of them it is decided what came of it. */
export function progressOf({ outcome }: Pick<SyncRun, 'outcome'>): { done: number; rows: number } {
  const { synced, refused, retrying, stopped, left } = outcome;
  const done = synced + refused + stopped;
  return { done, rows: done + retrying + left };
}

/** A plan without a write has nothing to start: what it leaves alone, and what asks for the impossible, stays so. */
export function hasWork({ plan }: Pick<SyncRun, 'plan'>): boolean {
  return plan.create + plan.update + plan.archive > 0;
}

/** A plan that was put aside before it was started tells nothing that is worth showing again. */
export function isDiscarded({ state, startedAt }: Pick<SyncRun, 'state' | 'startedAt'>): boolean {
  return state === 'stopped' && startedAt === null;
}

const meanings = {
  planning: 'waiting',
  planned: 'waiting',
  running: 'waiting',
  done: 'fine',
  stopped: 'plain',
  failed: 'failed',
} as const satisfies Record<RunState, Meaning>;

/** What a run's state means; one that ended with refusals, or with rows that are tried again, asks for a look. */
export function meaningOf({ state, outcome }: Pick<SyncRun, 'state' | 'outcome'>): Meaning {
  return state === 'done' && outcome.refused + outcome.retrying > 0 ? 'attention' : meanings[state];
}

/** What the outcome of a row means: the same colours as on the row's own badge. */
export const outcomeMeanings = {
  left: 'waiting',
  retrying: 'attention',
  synced: 'fine',
  refused: 'failed',
  stopped: 'plain',
  nothing: 'plain',
} as const satisfies Record<RunOutcome, Meaning>;
