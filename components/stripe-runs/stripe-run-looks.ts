import type { Meaning } from '@/components/ui/badge';
import type { StripeRun, StripeRunPart, StripeRunState } from '@/lib/schemas/stripe-run';

const meanings = {
  running: 'waiting',
  done: 'fine',
  failed: 'failed',
} as const satisfies Record<StripeRunState, Meaning>;

/** What a run's state means; one that ended well though an account keeps us out asks for a look. */
export function meaningOf({ state, parts }: Pick<StripeRun, 'state' | 'parts'>): Meaning {
  return state === 'done' && failedParts({ parts }).length > 0 ? 'attention' : meanings[state];
}

/** What the state of one account means. */
export function partMeaningOf({ state }: Pick<StripeRunPart, 'state'>): Meaning {
  return meanings[state];
}

/** The accounts that could not be read to the end. */
export function failedParts({ parts }: Pick<StripeRun, 'parts'>) {
  return parts.filter(({ state }) => state === 'failed');
}

/** How many of the windows of an account are listed. An account that has ended has none left. */
export function doneWindows({ windows, open }: Pick<StripeRunPart, 'windows' | 'open'>): number {
  return Math.max(0, windows - open);
}
