import { OrganisationsSkeleton } from '@/components/organisations/organisations-skeleton';

export default function Loading() {
  return <OrganisationsSkeleton />;
}
