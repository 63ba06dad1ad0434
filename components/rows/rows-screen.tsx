'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeader } from '../frame/page-header';
import type { Noun } from './noun';
import { NewButton } from './rows-empty';

/** A noun's list, and the one row that is open over it. */
export function RowsScreen({ noun, children }: { noun: Noun; children: ReactNode }) {
  const t = useTranslations(noun);
  return (
    <>
      <PageHeader title={t('title')} actions={<NewButton noun={noun} />} />
      {children}
    </>
  );
}
