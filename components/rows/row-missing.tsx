'use client';

import { SearchX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { EmptyState } from '../ui/empty-state';
import type { Noun } from './noun';

type RowMissingProps = { noun: Noun; reason: 'not an id' | 'gone'; id: string; onClose: () => void };

/** An address that names no row says so in words, and leads back to the list. */
export function RowMissing({ noun, reason, id, onClose }: RowMissingProps) {
  const t = useTranslations(noun);
  const formWords = useTranslations('form');
  return (
    <Dialog open onClose={onClose} title={t('notThereTitle')} closeLabel={formWords('close')}>
      <div className="wrap-anywhere">
        <EmptyState
          title={t('notThereTitle')}
          hint={reason === 'gone' ? t('notThereGone') : t('notThereId', { id: id.slice(0, 80) })}
          icon={<SearchX size={20} aria-hidden />}
          action={<Button onClick={onClose}>{t('backToList')}</Button>}
        />
      </div>
    </Dialog>
  );
}
