'use client';

import { useTranslations } from 'next-intl';
import { archiveWords } from './plan-words';
import type { SyncState } from '@/lib/schemas/sync';

/** What archiving rows archives in Stripe, told from what Stripe is known to show, so that fifty rows ask for no plan. */
export function ArchiveText({ states }: { states: readonly (SyncState | null)[] }) {
  const t = useTranslations('plan.archives');
  const inStripe = states.flatMap((sync) => (sync?.stripeProductId ? [sync] : []));
  const counts = {
    products: inStripe.length,
    prices: inStripe.reduce((sum, sync) => sum + sync.prices.length, 0),
  };
  return <p className="font-medium text-ink">{t(archiveWords(counts), counts)}</p>;
}
