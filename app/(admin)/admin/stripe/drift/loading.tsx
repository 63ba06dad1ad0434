import { DriftSkeleton } from '@/components/drift/drift-skeleton';

export default function Loading() {
  return <DriftSkeleton />;
}
