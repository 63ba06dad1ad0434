import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The log's outline, while its first lines are on their way. */
export function LogSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('syncLog.title')} actions={<Skeleton className="h-8 w-64 max-sm:h-10" />} />
      <div aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <TableSkeleton />
      </div>
    </>
  );
}
