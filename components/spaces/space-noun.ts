import { merge, spaceDifferences } from './space-difference';
import type { NounScreen } from '@/components/rows/noun';
import { spaces } from '@/lib/queries/space';
import { spaceInput, toInput, type SpaceInput, type SpaceRow } from '@/lib/schemas/space';

/** Spaces, as the parts that their screen shares with others are told of them. */
export const spaceScreen: NounScreen<SpaceRow, SpaceInput> = {
  noun: 'space',
  queries: spaces,
  read: (typed) => spaceInput.safeParse(typed).data ?? null,
  toInput,
  withActive: (row, isActive) => ({ ...toInput(row), is_active: isActive }),
  differences: spaceDifferences,
  merge,
};
