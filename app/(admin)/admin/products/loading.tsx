import { RowsSkeleton } from '@/components/rows/rows-skeleton';

export default function Loading() {
  return <RowsSkeleton noun="product" />;
}
