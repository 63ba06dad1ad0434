'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDb } from '@/components/frame/public-env';
import { organisationAccounts } from '@/lib/queries/organisation';

/** What an account is called: the platform's own, or the organisations that sell on it; its id where there is none. */
export function useAccountName() {
  const t = useTranslations('stripeRuns');
  const { data: sellers = [] } = useQuery(organisationAccounts(useDb()));
  return (account: string) => {
    if (account === 'platform') return t('platform');
    const names = sellers.filter((seller) => seller.stripe_onbehalfof === account).map(({ name }) => name);
    return names.length > 0 ? names.join(', ') : account;
  };
}
