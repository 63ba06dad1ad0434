import { OrganisationSkeleton } from '@/components/organisations/organisation-skeleton';

export default function Loading() {
  return <OrganisationSkeleton />;
}
