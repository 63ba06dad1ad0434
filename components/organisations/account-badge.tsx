'use client';

import { useTranslations } from 'next-intl';
import { Badge, type Meaning } from '@/components/ui/badge';
import type { AccountStatus } from '@/lib/schemas/organisation';

export const accountMeanings: Record<AccountStatus, Exclude<Meaning, 'plain'>> = {
  not_connected: 'attention',
  unread: 'waiting',
  unknown: 'failed',
  deauthorised: 'failed',
  information_due: 'attention',
  in_review: 'waiting',
  rejected: 'failed',
  may_charge: 'attention',
  may_be_paid_out: 'fine',
};

/** Where Stripe does not let us in: what it once asked for is not known to be asked for still. */
export const shutStates: readonly AccountStatus[] = ['deauthorised', 'unknown'];

/** Where an organisation's Stripe account stands, in a word. */
export function AccountBadge({ state }: { state: AccountStatus }) {
  const t = useTranslations('organisation.state');
  return <Badge meaning={accountMeanings[state]}>{t(state)}</Badge>;
}
