import { Skeleton } from '../ui/skeleton';

const places = [0, 1, 2, 3, 4, 5, 6, 7];

/** A list's outline, while its first rows are on their way. */
export function TableSkeleton({ hasPictures = false }: { hasPictures?: boolean }) {
  return (
    <div className="flex flex-col gap-3">
      <Skeleton className="h-9 w-full max-w-72 max-sm:h-10" />
      <div className="rounded border bg-surface">
        <div className="h-9 border-b bg-canvas" />
        {places.map((place) => (
          <div key={place} className="flex h-11 items-center gap-2.5 border-b px-4 last:border-b-0">
            {hasPictures ? <Skeleton className="size-8" /> : null}
            <Skeleton className="h-4 w-48 max-w-1/2" />
            <Skeleton className="ml-auto h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
