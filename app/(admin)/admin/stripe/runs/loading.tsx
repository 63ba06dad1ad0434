import { StripeRunsSkeleton } from '@/components/stripe-runs/stripe-runs-skeleton';

export default function Loading() {
  return <StripeRunsSkeleton />;
}
