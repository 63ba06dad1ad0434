import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** A run's card in its usual size. */
export function RunCardSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-6 w-24" />
      <div className="flex h-32 flex-col gap-4 rounded border bg-surface p-4">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="h-12 w-72 max-w-full" />
      </div>
    </div>
  );
}

/** The outline of a run's page, while it is on its way. */
export function RunSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('syncRun.title')} actions={<Skeleton className="h-8 w-40 max-sm:h-10" />} />
      <div aria-busy className="flex flex-col gap-8">
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <RunCardSkeleton />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-6 w-32" />
          <TableSkeleton />
        </div>
      </div>
    </>
  );
}
