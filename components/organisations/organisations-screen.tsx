'use client';

import { useTranslations } from 'next-intl';
import { NewOrganisation, NewOrganisationButton } from './new-organisation';
import { OrganisationTable } from './organisation-table';
import { PageHeader } from '@/components/frame/page-header';

/** Everybody who sells events on a Stripe account of their own. */
export function OrganisationsScreen() {
  const t = useTranslations('organisation');
  return (
    <>
      <PageHeader title={t('title')} actions={<NewOrganisationButton />} />
      <OrganisationTable />
      <NewOrganisation />
    </>
  );
}
