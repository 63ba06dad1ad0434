'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';

type SpaceMissingProps = { reason: 'not an id' | 'gone'; id: string; onClose: () => void };

/** An address that names no space says so in words, and leads back to the list. */
export function SpaceMissing({ reason, id, onClose }: SpaceMissingProps) {
  const t = useTranslations();
  return (
    <Dialog open onClose={onClose} title={t('space.notThereTitle')} closeLabel={t('form.close')}>
      <div className="wrap-anywhere">
        <EmptyState
          title={t('space.notThereTitle')}
          hint={reason === 'gone' ? t('space.notThereGone') : t('space.notThereId', { id: id.slice(0, 80) })}
          icon={<SearchX size={20} aria-hidden />}
          action={<Button onClick={onClose}>{t('space.backToList')}</Button>}
        />
      </div>
    </Dialog>
  );
}
