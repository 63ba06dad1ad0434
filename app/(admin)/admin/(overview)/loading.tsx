import { useTranslations } from 'next-intl';
import { OverviewSkeleton } from '@/components/frame/overview-skeleton';
import { PageHeader } from '@/components/frame/page-header';

export default function Loading() {
  const t = useTranslations('overview');
  return (
    <>
      <PageHeader title={t('title')} />
      <OverviewSkeleton />
    </>
  );
}
