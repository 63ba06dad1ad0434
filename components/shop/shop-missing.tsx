import { getTranslations } from 'next-intl/server';
import { pressClass } from './press-class';
import { shopPaths } from '@/lib/shop-paths';
import { ShopLink } from './shop-link';

/** What is not there, and the ways back. */
export async function ShopMissing({ title, hint }: { title: string; hint: string }) {
  const t = await getTranslations('shop');
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 py-8">
      <h1 className="text-display font-semibold tracking-tight text-balance">{title}</h1>
      <p className="text-lead text-pretty text-ink-soft">{hint}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <ShopLink href={shopPaths.shopProducts} className={pressClass('primary')}>
          {t('allProducts')}
        </ShopLink>
        <ShopLink href={shopPaths.shop} className={pressClass('secondary')}>
          {t('toShop')}
        </ShopLink>
      </div>
    </div>
  );
}
