import { getTranslations } from 'next-intl/server';
import { ShopMissing } from '@/components/shop/shop-missing';

export default async function ShopNotFound() {
  const t = await getTranslations('shop');
  return <ShopMissing title={t('missing')} hint={t('missingHint')} />;
}
