import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { Section } from '@/components/frame/section';
import { Skeleton } from '@/components/ui/skeleton';

/** The outline of an organisation's page, while it is on its way. */
export function OrganisationSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('organisation.one')} actions={<Skeleton className="h-8 w-60 max-sm:h-10" />} />
      <div aria-busy className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t('organisation.account.title')}>
            <div className="flex h-66 flex-col gap-3 p-5">
              <Skeleton className="h-8 w-64 max-w-full" />
              <Skeleton className="h-4 w-96 max-w-full" />
            </div>
          </Section>
          <Section title={t('organisation.members.title')}>
            <div className="flex h-26 flex-col gap-3 p-5">
              <Skeleton className="h-4 w-96 max-w-full" />
              <Skeleton className="h-4 w-48" />
            </div>
          </Section>
        </div>
        <Section title={t('organisation.about')}>
          <div className="flex h-46 flex-col gap-3 p-4">
            <Skeleton className="h-4 w-full" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        </Section>
      </div>
    </>
  );
}
