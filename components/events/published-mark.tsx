'use client';

import clsx from 'clsx';
import { Eye, PencilLine } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Whether the shop shows an event. */
export function PublishedMark({ isPublished }: { isPublished: boolean }) {
  const t = useTranslations('event');
  const Icon = isPublished ? Eye : PencilLine;
  return (
    <span
      className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', !isPublished && 'text-ink-faint')}
    >
      <Icon size={14} aria-hidden />
      {isPublished ? t('published') : t('draft')}
    </span>
  );
}
