import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The list's outline in its usual size, while its first rows are on their way. */
export function NoticesSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('notices.title')} actions={<Skeleton className="h-8 w-28 max-sm:h-10" />} />
      <div aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <TableSkeleton />
      </div>
    </>
  );
}
