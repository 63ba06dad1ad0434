import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The screen's outline, while its first rows are on their way. */
export function OrganisationsSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('organisation.title')} actions={<Skeleton className="h-8 w-42 max-sm:h-10" />} />
      <div aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <TableSkeleton />
      </div>
    </>
  );
}
