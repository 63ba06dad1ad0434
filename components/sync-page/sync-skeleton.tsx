import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

const places = [0, 1, 2, 3, 4];

/** The figures in their usual size. */
export function FiguresSkeleton() {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-6 w-56" />
      <div className="grid grid-cols-2 rounded border bg-surface lg:grid-cols-5">
        {places.map((place) => (
          <div key={place} className="flex h-26 flex-col gap-2 p-4 max-sm:h-30">
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-7 w-12" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The day and the accounts. */
export function PartsSkeleton() {
  return (
    <>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-40" />
        <div className="h-76 rounded border bg-surface p-4">
          <Skeleton className="h-47 w-full" />
        </div>
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-64" />
        <div className="h-36 rounded border bg-surface p-4">
          <Skeleton className="h-5 w-48" />
        </div>
      </div>
    </>
  );
}

/** The screen's outline, while its first numbers are on their way. */
export function SyncSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('syncPage.title')} actions={<Skeleton className="h-8 w-64 max-sm:h-10" />} />
      <div className="flex flex-col gap-8" aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <FiguresSkeleton />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-6 w-72 max-w-full" />
          <TableSkeleton />
        </div>
        <PartsSkeleton />
      </div>
    </>
  );
}
