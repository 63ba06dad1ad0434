import { expect, test } from 'vitest';
import { doneWindows, failedParts, meaningOf } from './stripe-run-looks';
import type { StripeRunPart } from '@/lib/schemas/stripe-run';

const part = (account: string, state: StripeRunPart['state']): StripeRunPart => ({
  ...{ account, state, isFull: false, checked: 0, synced: 0, deleted: 0, reads: 0, windows: 3, open: 1 },
  endedAt: null,
  error: null,
});

test('a run that ended well is fine, unless an account keeps us out', () => {
  const [mine, theirs] = [part('platform', 'done'), part('acct_1', 'failed')];
  expect(meaningOf({ state: 'done', parts: [mine] })).toBe('fine');
  expect(meaningOf({ state: 'done', parts: [mine, theirs] })).toBe('attention');
  expect(meaningOf({ state: 'failed', parts: [theirs] })).toBe('failed');
  expect(failedParts({ parts: [mine, theirs] })).toEqual([theirs]);
});

test('windows that are listed are those that are not open', () => {
  expect(doneWindows({ windows: 3, open: 1 })).toBe(2);
  expect(doneWindows({ windows: 0, open: 1 })).toBe(0);
});
