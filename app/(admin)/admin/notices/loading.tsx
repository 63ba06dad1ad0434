import { NoticesSkeleton } from '@/components/notices/notices-skeleton';

export default function Loading() {
  return <NoticesSkeleton />;
}
