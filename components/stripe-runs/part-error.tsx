'use client';

import { TroubleWords } from '@/components/sync/trouble-words';
import type { StripeRunPart } from '@/lib/schemas/stripe-run';

/** Why an account could not be read, and what to do about it. */
export function PartError({ part }: { part: StripeRunPart }) {
  const { account, error } = part;
  if (error === null) return null;
  // The same has another name where a row is told about.
  const code = error.code === 'account_refuses' ? 'account_gone' : error.code;
  return <TroubleWords error={{ ...error, code }} account={account === 'platform' ? null : account} />;
}
