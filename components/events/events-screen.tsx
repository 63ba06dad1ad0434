'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { EventTable } from './event-table';
import { PageHeader } from '@/components/frame/page-header';
import { ButtonLink } from '@/components/ui/button-link';
import { paths } from '@/lib/paths';

export function EventsScreen() {
  const t = useTranslations('event');
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <ButtonLink href={paths.newEvent} variant="primary" icon={<Plus size={14} aria-hidden />}>
            {t('new')}
          </ButtonLink>
        }
      />
      <EventTable />
    </>
  );
}
