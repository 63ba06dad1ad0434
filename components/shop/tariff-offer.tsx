'use client';

import { useState } from 'react';
import { AddButton } from './add-button';
import { mostOf, unitsInCart, type NewLine } from './cart';
import { useCart } from './cart-store';
import { Stepper } from './stepper';
import { useTariff } from './use-live';
import { useWords } from './words';
import type { ShopSpace } from '@/lib/schemas/shop';
import { shopPaths } from '@/lib/shop-paths';

type TariffOfferProps = {
  space: Pick<ShopSpace, 'id' | 'name' | 'imageUrl' | 'currency'>;
  tariff: ShopSpace['prices'][number];
  asOf: string;
};

/** What a space costs by the hour, the day or the like, and the way to buy some of it. */
export function TariffOffer({ space, tariff, asOf }: TariffOfferProps) {
  const { t, money } = useWords();
  const cart = useCart();
  const [chosen, setChosen] = useState(1);
  const standing = useTariff(space, tariff, asOf);
  const line: NewLine = {
    kind: 'space',
    ...{ id: space.id, tariff: tariff.tariff, name: space.name, imageUrl: space.imageUrl },
    ...{ price: standing.price, currency: standing.currency },
    ...{ title: null, seller: null, path: shopPaths.shopSpace(space.id) },
  };
  const most = mostOf(standing.available) - unitsInCart(cart, line);
  const quantity = Math.min(chosen, Math.max(most, 1));
  const by = t(`by_${tariff.tariff}`);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5">
      <p className="flex items-baseline gap-3">
        <span className="min-w-32 text-lead font-medium">{by}</span>
        <span className="text-lead">{money(standing.price, standing.currency)}</span>
      </p>
      <div className="flex flex-wrap gap-2 max-sm:w-full">
        {standing.state === 'fine' && most > 1 ? (
          <Stepper label={t('quantityOf', { name: by })} value={quantity} most={most} onChange={setChosen} />
        ) : null}
        <AddButton
          line={line}
          standing={standing}
          quantity={quantity}
          onAdded={() => setChosen(1)}
          className="min-w-44 max-sm:flex-1"
        />
      </div>
    </div>
  );
}
