import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's outline, while its first numbers are on their way. */
export function RevenueSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('revenue.title')} actions={<Skeleton className="h-8 w-32 max-sm:h-10" />} />
      <div className="flex flex-col gap-6" aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <Skeleton className="h-26 w-full" />
        <Skeleton className="h-55 w-full" />
        <TableSkeleton />
      </div>
    </>
  );
}
