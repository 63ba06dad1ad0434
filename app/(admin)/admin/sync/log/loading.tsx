import { LogSkeleton } from '@/components/sync-log/log-skeleton';

export default function Loading() {
  return <LogSkeleton />;
}
