import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { Skeleton } from '@/components/ui/skeleton';

const places = [0, 1, 2, 3, 4, 5, 6, 7];

/** The screen's outline in its usual size, while its first rows are on their way. */
export function SpacesSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('space.title')} actions={<Skeleton className="h-8 w-36 max-sm:h-10" />} />
      <div className="flex flex-col gap-3" aria-busy>
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <Skeleton className="h-9 w-full max-w-72 max-sm:h-10" />
        <div className="rounded border bg-surface">
          <div className="h-9 border-b bg-canvas" />
          {places.map((place) => (
            <div key={place} className="flex h-11 items-center gap-2.5 border-b px-4 last:border-b-0">
              <Skeleton className="size-8" />
              <Skeleton className="h-4 w-48 max-w-1/2" />
              <Skeleton className="ml-auto h-4 w-24" />
            </div>
          ))}
        </div>
      </div>
    </>
  );
}
