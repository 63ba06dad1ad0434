import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { Section } from '@/components/frame/section';
import { TableSkeleton } from '@/components/frame/table-skeleton';
import { Skeleton } from '@/components/ui/skeleton';

/** The page's outline, while its first rows are on their way. */
export function CatalogueSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('catalogue.title')} actions={<Skeleton className="h-8 w-24 max-sm:h-10" />} />
      <div aria-busy className="flex flex-col gap-8">
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <Section title={t('catalogue.projects')}>
          <div className="flex h-28 flex-col gap-4 p-4">
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        </Section>
        <TableSkeleton />
      </div>
    </>
  );
}
