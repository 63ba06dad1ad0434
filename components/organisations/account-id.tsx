'use client';

import { useTranslations } from 'next-intl';
import { usePublicEnv } from '@/components/frame/public-env';
import { CopyableId } from '@/components/ui/copyable-id';
import { ExternalLink } from '@/components/ui/external-link';
import { stripeAccountPage } from '@/lib/paths';

/** The id of a connected account, to copy, and a link to its page at Stripe. */
export function AccountId({ account }: { account: string }) {
  const t = useTranslations('common');
  const { dashboardUrl } = usePublicEnv().stripe;
  return (
    <CopyableId value={account} copyLabel={t('copy')} copiedLabel={t('copied')}>
      <ExternalLink href={stripeAccountPage(dashboardUrl, account)} newTabLabel={t('newTab')}>
        {account}
      </ExternalLink>
    </CopyableId>
  );
}
