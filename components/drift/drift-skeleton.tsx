import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's outline, while its first rows are on their way. */
export function DriftSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('drift.title')} actions={<Skeleton className="h-8 w-24 max-sm:h-10" />} />
      <div aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <TableSkeleton />
      </div>
    </>
  );
}
