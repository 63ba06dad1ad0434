import { useTranslations } from 'next-intl';
import { RecordSkeleton } from '@/components/frame/record-skeleton';

/** The outline of a product's page, while it is on its way. */
export function ProductSkeleton() {
  const t = useTranslations('catalogue');
  return (
    <RecordSkeleton
      title={t('singular')}
      main={[
        { title: t('prices'), height: 'h-64' },
        { title: t('content'), height: 'h-28' },
      ]}
      aside={[{ title: t('about'), height: 'h-80' }]}
      isAsideFirst
    />
  );
}
