'use client';

import { useTranslations } from 'next-intl';
import type { FilterGroup } from '../frame/list-filters';
import { syncStatuses, type SyncStatus } from '@/lib/schemas/sync';

/** What is sold on the platform's own account never waits for one. */
const statuses = syncStatuses.filter((status) => status !== 'skipped');

/** The filter by where rows stand in Stripe. */
export function useSyncFilter(
  chosen: readonly SyncStatus[],
  onChange: (chosen: SyncStatus[]) => void,
): FilterGroup {
  const t = useTranslations();
  return {
    label: t('frame.stripe'),
    options: statuses.map((value) => ({ value, label: t(`sync.${value}`) })),
    chosen,
    onChange: (next) => onChange(statuses.filter((each) => next.includes(each))),
  };
}
