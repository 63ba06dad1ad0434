import { useTranslations } from 'next-intl';
import { Skeleton } from '@/components/ui/skeleton';

const parts = [5, 3, 4];

/** The editor's outline in its usual size, while the event is on its way. */
export function EditorSkeleton() {
  const t = useTranslations('event');
  return (
    <div aria-busy>
      <h1 className="sr-only">{t('loading')}</h1>
      <div className="mb-5 flex flex-col gap-2">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-7 w-72 max-w-full" />
        <Skeleton className="h-6 w-56" />
      </div>
      <div className="-mx-4 mb-6 h-13 border-y bg-surface lg:-mx-8" />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-8">
          {parts.map((fields) => (
            <div key={fields} className="flex flex-col gap-5 rounded border bg-surface p-5">
              <Skeleton className="h-6 w-32" />
              {Array.from({ length: fields }, (_, place) => (
                <div key={place} className="flex flex-col gap-1.5">
                  <Skeleton className="h-5 w-24" />
                  <Skeleton className="h-8 w-full max-sm:h-10" />
                </div>
              ))}
            </div>
          ))}
        </div>
        <Skeleton className="h-40 w-full" />
      </div>
    </div>
  );
}
