'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SpaceDialog } from './space-dialog';
import { SpaceTable } from './space-table';
import { useOpenSpace } from './use-space-search';
import { PageHeader } from '@/components/frame/page-header';
import { Button } from '@/components/ui/button';

/** The list, and the one space that is open over it. */
export function SpacesScreen() {
  const t = useTranslations('space');
  const { open } = useOpenSpace();
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Button variant="primary" icon={<Plus size={14} aria-hidden />} onClick={() => open('new')}>
            {t('new')}
          </Button>
        }
      />
      <SpaceTable />
      <SpaceDialog />
    </>
  );
}
