'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { syncLooks } from './sync-looks';
import { SyncPanel, type SyncPanelProps } from './sync-panel';
import { Badge } from '@/components/ui/badge';
import { Popover } from '@/components/ui/popover';
import type { SyncState, SyncStatus } from '@/lib/schemas/sync';

type SyncBadgeProps = Omit<SyncPanelProps, 'sync'> & {
  /** Nothing, where the engine has never heard of the row. */
  sync: SyncState | null;
  /** In a list, Tab passes from row to row; the badge is then reached by opening the row. */
  isInList?: boolean;
};

/** The state of a row in Stripe, the same everywhere; pressing it tells the whole story. */
export function SyncBadge({ sync, isInList = false, onMend, ...panel }: SyncBadgeProps) {
  const t = useTranslations('sync');
  const [open, setOpen] = useState(false);
  const mend = (field: string) => {
    setOpen(false);
    onMend?.(field);
  };
  const status = sync?.status ?? 'skipped';
  const { meaning, icon } = syncLooks[status];
  // The unseen announcement is laid out by the nearest positioned box: without one here it would widen the page.
  return (
    <span className="relative inline-flex max-w-full align-middle">
      <Popover
        title={t('title')}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button
            type="button"
            tabIndex={isInList ? -1 : undefined}
            aria-label={t('badge', { status: t(status), name: panel.name })}
            className="relative inline-flex max-w-full rounded align-middle before:absolute before:-inset-1 hover:brightness-97 focus-visible:-outline-offset-2 dark:hover:brightness-115"
          >
            <Badge meaning={meaning} icon={icon}>
              {t(status)}
            </Badge>
          </button>
        }
      >
        {sync === null ? (
          <p className="text-ink-soft">{t('sentence.skipped')}</p>
        ) : (
          <SyncPanel sync={sync} onMend={onMend === undefined ? undefined : mend} {...panel} />
        )}
      </Popover>
      <Announcement status={status} name={panel.name} />
    </span>
  );
}

/** Says a change of state once it has come to rest; what was so from the start is not news. */
function Announcement({ status, name }: { status: SyncStatus; name: string }) {
  const t = useTranslations('sync');
  const [first, setFirst] = useState<SyncStatus | null>(status);
  if (first !== null && first !== status) setFirst(null);
  const isNews = first === null && status !== 'pending' && status !== 'syncing';
  return (
    <span role="status" className="sr-only">
      {isNews ? t('becomes', { name, status: t(status) }) : ''}
    </span>
  );
}
