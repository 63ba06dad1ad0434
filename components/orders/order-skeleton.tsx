import { useTranslations } from 'next-intl';
import { RecordSkeleton } from '@/components/frame/record-skeleton';

/** The outline of an order's page, while it is on its way. */
export function OrderSkeleton() {
  const t = useTranslations('orders');
  return (
    <RecordSkeleton
      title={t('singular')}
      main={[
        { title: t('items.title'), height: 'h-28' },
        { title: t('history.title'), height: 'h-26' },
      ]}
      aside={[
        { title: t('about'), height: 'h-46' },
        { title: t('payment.title'), height: 'h-40' },
      ]}
    />
  );
}
