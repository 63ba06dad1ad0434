'use client';

import { useTranslations } from 'next-intl';
import { useAskOrigin } from './use-decide';
import { StripeRequestId } from '@/components/sync/stripe-ids';
import { Button } from '@/components/ui/button';
import type { DriftRow } from '@/lib/schemas/drift';

/** Who changed a field: Stripe's own request, once somebody has asked; asking costs one read. */
export function DriftWho({ drift }: { drift: DriftRow }) {
  const t = useTranslations('drift');
  const ask = useAskOrigin(drift);
  const { changed_by: known, connected_account_id: account } = drift;
  if (known === null)
    return (
      <Button variant="ghost" pending={ask.isPending} onClick={() => ask.mutate()}>
        {t('findOut')}
      </Button>
    );
  if (known.event === undefined) return <span className="text-ink-soft">{t('notKnown')}</span>;
  if (known.request === null || known.request === undefined)
    return <span className="text-ink-soft">{t('noRequest')}</span>;
  return <StripeRequestId id={known.request} account={account} />;
}
