import { RevenueSkeleton } from '@/components/revenue/revenue-skeleton';

export default function Loading() {
  return <RevenueSkeleton />;
}
