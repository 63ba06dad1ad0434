'use client';

import { useLocale, useTranslations } from 'next-intl';
import { AccountId } from './account-id';
import { countryName } from './countries';
import { Ago } from '@/components/frame/ago';
import { DefinitionList } from '@/components/ui/definition-list';
import type { AccountState } from '@/lib/schemas/organisation';

/** What Stripe told about the account when it was last read. */
export function AccountFacts({ account }: { account: AccountState }) {
  const t = useTranslations('organisation.account');
  const locale = useLocale();
  const { account: id, name, country, currency, readAt, isBeingRead } = account;
  const given = [
    { term: t('name'), value: name },
    { term: t('country'), value: country === null ? null : countryName(country, locale) },
    { term: t('currency'), value: currency?.toUpperCase() ?? null },
  ];
  return (
    <div className="border-t bg-canvas p-4 sm:px-5">
      <DefinitionList
        items={[
          { term: t('id'), value: id === null ? null : <AccountId account={id} /> },
          ...given.filter(({ value }) => value !== null && value !== ''),
          {
            term: t('read'),
            value: readAt === null ? t(isBeingRead ? 'reading' : 'never') : <Ago at={readAt} />,
          },
        ]}
      />
    </div>
  );
}
