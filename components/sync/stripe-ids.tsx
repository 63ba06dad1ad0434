'use client';

import { useTranslations } from 'next-intl';
import { usePublicEnv } from '@/components/frame/public-env';
import { CopyableId } from '@/components/ui/copyable-id';
import { ExternalLink } from '@/components/ui/external-link';
import { stripePage, stripeRequestPage } from '@/lib/paths';

type StripeIdProps = { id: string; account: string | null };

/** The id of a product or a price, to copy, and a link to its page at Stripe. */
export function StripeObjectId({ id, account }: StripeIdProps) {
  const { dashboardUrl } = usePublicEnv().stripe;
  const kind = id.startsWith('price_') ? 'prices' : 'products';
  return <StripeId id={id} href={stripePage(dashboardUrl, kind, id, account ?? undefined)} />;
}

/** The id that Stripe gave to one call, to copy, and a link to what Stripe noted about it. */
export function StripeRequestId({ id, account }: StripeIdProps) {
  const { dashboardUrl } = usePublicEnv().stripe;
  return <StripeId id={id} href={stripeRequestPage(dashboardUrl, id, account ?? undefined)} />;
}

function StripeId({ id, href }: { id: string; href: string }) {
  const t = useTranslations('common');
  return (
    <CopyableId value={id} copyLabel={t('copy')} copiedLabel={t('copied')}>
      <ExternalLink href={href} newTabLabel={t('newTab')}>
        {id}
      </ExternalLink>
    </CopyableId>
  );
}
