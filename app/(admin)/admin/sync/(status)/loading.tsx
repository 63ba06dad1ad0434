import { SyncSkeleton } from '@/components/sync-page/sync-skeleton';

export default function Loading() {
  return <SyncSkeleton />;
}
