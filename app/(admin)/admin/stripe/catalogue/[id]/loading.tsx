import { ProductSkeleton } from '@/components/catalogue/product-skeleton';

export default function Loading() {
  return <ProductSkeleton />;
}
