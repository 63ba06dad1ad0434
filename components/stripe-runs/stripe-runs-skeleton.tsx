import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's outline, while its first runs are on their way. */
export function StripeRunsSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('stripeRuns.title')} actions={<Skeleton className="h-8 w-28 max-sm:h-10" />} />
      <div className="flex flex-col gap-8" aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <div className="flex flex-col gap-3">
          <Skeleton className="h-6 w-40" />
          <div className="h-48 rounded border bg-surface p-4">
            <Skeleton className="h-6 w-64 max-w-full" />
          </div>
        </div>
        <TableSkeleton />
      </div>
    </>
  );
}
