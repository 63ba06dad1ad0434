import { expect, test } from 'vitest';
import { isDisputed, standingOf } from './order-standing';

const paid = {
  status: 'paid',
  hasFailedRefund: false,
  disputeStatus: null,
  isPartlyRefunded: false,
} as const;

test('what needs a person is said before what has become of the order', () => {
  expect(standingOf(paid)).toBe('paid');
  expect(standingOf({ ...paid, isPartlyRefunded: true })).toBe('partly_refunded');
  expect(standingOf({ ...paid, isPartlyRefunded: true, disputeStatus: 'needs_response' })).toBe('disputed');
  expect(standingOf({ ...paid, hasFailedRefund: true, disputeStatus: 'needs_response' })).toBe(
    'refund_failed',
  );
  expect(standingOf({ ...paid, status: 'refunded', isPartlyRefunded: true })).toBe('refunded');
});

test('a dispute that is over is none', () => {
  expect(['needs_response', 'under_review', 'warning_needs_response'].every(isDisputed)).toBe(true);
  expect([null, 'won', 'lost', 'warning_closed', 'prevented'].some(isDisputed)).toBe(false);
});
