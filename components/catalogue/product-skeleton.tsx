import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { Section } from '@/components/frame/section';
import { Skeleton } from '@/components/ui/skeleton';

/** The outline of a product's page, while it is on its way. */
export function ProductSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('catalogue.singular')} actions={<Skeleton className="h-8 w-48 max-sm:h-10" />} />
      <div aria-busy className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <div className="flex min-w-0 flex-col gap-8 max-xl:order-last">
          <Section title={t('catalogue.prices')}>
            <div className="flex h-64 flex-col gap-3 p-5">
              <Skeleton className="h-4 w-64 max-w-full" />
              <Skeleton className="h-4 w-40" />
            </div>
          </Section>
          <Section title={t('catalogue.content')}>
            <div className="flex h-28 flex-col gap-3 p-5">
              <Skeleton className="h-4 w-96 max-w-full" />
              <Skeleton className="h-4 w-48" />
            </div>
          </Section>
        </div>
        <div className="min-w-0">
          <Section title={t('catalogue.about')}>
            <div className="flex h-80 flex-col gap-3 p-4">
              <Skeleton className="h-4 w-full" />
              <Skeleton className="h-4 w-2/3" />
            </div>
          </Section>
        </div>
      </div>
    </>
  );
}
