import { useTranslations } from 'next-intl';
import { Skeleton } from '../ui/skeleton';

const places = [0, 1, 2, 3];

/** The overview's outline in its usual size. */
export function OverviewSkeleton() {
  const t = useTranslations('table');
  return (
    <div className="flex flex-col gap-8" aria-busy>
      <span role="status" className="sr-only">
        {t('loading')}
      </span>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-40" />
        <div className="h-18.5 rounded border bg-surface px-4 py-4">
          <Skeleton className="h-5 w-64 max-w-full" />
        </div>
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-40" />
        <div className="grid grid-cols-2 rounded border bg-surface lg:grid-cols-4">
          {places.map((place) => (
            <div key={place} className="flex h-26 flex-col gap-2 p-4 max-sm:h-30">
              <Skeleton className="h-4 w-20" />
              <Skeleton className="h-7 w-12" />
            </div>
          ))}
        </div>
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-40" />
        <div className="h-26 rounded border bg-surface p-4">
          <Skeleton className="h-4 w-20" />
        </div>
      </div>
      <div className="flex flex-col gap-3">
        <Skeleton className="h-6 w-40" />
        <div className="rounded border bg-surface">
          {places.map((place) => (
            <div key={place} className="flex h-11 items-center px-4">
              <Skeleton className="h-4 w-full max-w-96" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
