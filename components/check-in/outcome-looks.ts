import type { Shown } from './use-check-in';
import type { Meaning } from '@/components/ui/badge';

export type Outcome = 'asking' | 'problem' | NonNullable<Shown['answer']>['outcome'];

export function outcomeOf({ answer, problem }: Shown): Outcome {
  if (problem !== null) return 'problem';
  return answer?.outcome ?? 'asking';
}

export const outcomeMeanings: Record<Outcome, Exclude<Meaning, 'plain'>> = {
  asking: 'waiting',
  checked_in: 'fine',
  used_before: 'attention',
  void: 'failed',
  unknown: 'failed',
  problem: 'failed',
};
