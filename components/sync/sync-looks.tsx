import { CircleSlash, RefreshCw, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Meaning } from '@/components/ui/badge';
import type { SyncStatus } from '@/lib/schemas/sync';

/** What each state means, and the icon where the meaning's own would not tell two states apart. */
export const syncLooks: Record<SyncStatus, { meaning: Meaning; icon?: ReactNode }> = {
  pending: { meaning: 'waiting' },
  syncing: {
    meaning: 'waiting',
    icon: <RefreshCw size={12} aria-hidden className="shrink-0 animate-spin" />,
  },
  synced: { meaning: 'fine' },
  retrying: { meaning: 'attention', icon: <RotateCw size={12} aria-hidden className="shrink-0" /> },
  failed: { meaning: 'failed' },
  skipped: { meaning: 'plain', icon: <CircleSlash size={12} aria-hidden className="shrink-0" /> },
};
