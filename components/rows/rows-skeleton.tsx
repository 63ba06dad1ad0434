import { useTranslations } from 'next-intl';
import { PageHeader } from '../frame/page-header';
import { TableSkeleton } from '../frame/table-skeleton';
import { Skeleton } from '../ui/skeleton';
import type { Noun } from './noun';

/** The screen's outline in its usual size, while its first rows are on their way. */
export function RowsSkeleton({ noun }: { noun: Noun }) {
  const t = useTranslations(noun);
  const words = useTranslations('table');
  return (
    <>
      <PageHeader title={t('title')} actions={<Skeleton className="h-8 w-36 max-sm:h-10" />} />
      <div aria-busy>
        <span role="status" className="sr-only">
          {words('loading')}
        </span>
        <TableSkeleton hasPictures />
      </div>
    </>
  );
}
