'use client';

import clsx from 'clsx';
import { CalendarDays, CornerDownRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Picture } from '@/components/ui/picture';
import type { EventRow } from '@/lib/schemas/event';

/** Picture and title, with the address in the shop, or the event that it belongs to, under it. */
export function EventName({ event, isIndented }: { event: EventRow; isIndented: boolean }) {
  const t = useTranslations('event');
  const { title, slug, parent_title: parent } = event;
  const under = parent === null ? slug : t('subOf', { title: parent });
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {isIndented ? (
        <CornerDownRight size={14} aria-hidden className="-mr-1 ml-1.5 shrink-0 text-ink-faint" />
      ) : null}
      <Picture
        url={event.image_url}
        alt=""
        icon={<CalendarDays size={16} aria-hidden />}
        className="size-8"
      />
      <span className="min-w-0">
        <span title={title} className={clsx('block truncate', !event.is_published && 'text-ink-soft')}>
          {title}
        </span>
        <span title={under} className="block truncate text-small font-normal text-ink-faint">
          {under}
        </span>
      </span>
    </span>
  );
}
