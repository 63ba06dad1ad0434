import { RunSkeleton } from '@/components/sync-run/run-skeleton';

export default function Loading() {
  return <RunSkeleton />;
}
