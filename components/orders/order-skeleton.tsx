import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/frame/page-header';
import { Section } from '@/components/frame/section';
import { Skeleton } from '@/components/ui/skeleton';

/** The outline of an order's page, while it is on its way. */
export function OrderSkeleton() {
  const t = useTranslations();
  return (
    <>
      <PageHeader title={t('orders.singular')} actions={<Skeleton className="h-8 w-48 max-sm:h-10" />} />
      <div aria-busy className="grid items-start gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <span role="status" className="sr-only">
          {t('table.loading')}
        </span>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t('orders.items.title')}>
            <div className="flex h-28 flex-col gap-3 p-5">
              <Skeleton className="h-4 w-64 max-w-full" />
              <Skeleton className="h-4 w-40" />
            </div>
          </Section>
          <Section title={t('orders.history.title')}>
            <div className="flex h-26 flex-col gap-3 p-5">
              <Skeleton className="h-4 w-96 max-w-full" />
              <Skeleton className="h-4 w-48" />
            </div>
          </Section>
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <Section title={t('orders.about')}>
            <div className="flex h-46 flex-col gap-3 p-4">
              <Skeleton className="h-4 w-full" />
              <Skeleton className="h-4 w-2/3" />
            </div>
          </Section>
          <Section title={t('orders.payment.title')}>
            <div className="flex h-40 flex-col gap-3 p-4">
              <Skeleton className="h-4 w-full" />
              <Skeleton className="h-4 w-2/3" />
            </div>
          </Section>
        </div>
      </div>
    </>
  );
}
