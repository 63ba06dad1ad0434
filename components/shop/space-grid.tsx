import { getLocale, getTranslations } from 'next-intl/server';
import { ShopCard, ShopGrid } from './shop-card';
import { spaceTypeOf } from './space-type';
import { formatMoney } from '@/lib/money';
import type { ShopSpace } from '@/lib/schemas/shop';
import { shopPaths } from '@/lib/shop-paths';

/** Spaces beside each other, each with its least tariff. */
export async function SpaceGrid({ spaces, level }: { spaces: ShopSpace[]; level?: 2 | 3 }) {
  const [t, types, locale] = await Promise.all([getTranslations('shop'), spaceTypeOf(), getLocale()]);
  return (
    <ShopGrid>
      {spaces.map((space) => {
        const [least] = space.prices;
        return (
          <ShopCard
            {...(level === undefined ? {} : { level })}
            key={space.id}
            href={shopPaths.shopSpace(space.id)}
            name={space.name}
            imageUrl={space.imageUrl}
          >
            <p className="-mt-2 text-ink-soft">
              {types(space.type)} · {t('people', { count: space.capacity })}
            </p>
            {least === undefined ? null : (
              <p className="text-lead">
                {t('priceBy', {
                  price: formatMoney(least.price, space.currency, locale),
                  unit: t(`unit_${least.tariff}`),
                })}
              </p>
            )}
          </ShopCard>
        );
      })}
    </ShopGrid>
  );
}
