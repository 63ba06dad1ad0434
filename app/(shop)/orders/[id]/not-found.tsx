import { getTranslations } from 'next-intl/server';
import { ShopMissing } from '@/components/shop/shop-missing';

export default async function OrderNotFound() {
  const t = await getTranslations('shop');
  return <ShopMissing title={t('noOrder')} hint={t('noOrderHint')} />;
}
