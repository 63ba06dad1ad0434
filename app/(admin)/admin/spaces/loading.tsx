import { SpacesSkeleton } from '@/components/spaces/spaces-skeleton';

export default function Loading() {
  return <SpacesSkeleton />;
}
