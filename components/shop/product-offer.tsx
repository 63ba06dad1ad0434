'use client';

import clsx from 'clsx';
import { AddButton } from './add-button';
import type { NewLine } from './cart';
import { FewLeft } from './few-left';
import { useProduct } from './use-live';
import { useWords } from './words';
import { shopPaths } from '@/lib/shop-paths';
import type { ShopProduct } from '@/lib/schemas/shop';

type ProductOfferProps = {
  product: ShopProduct;
  /** When the server read it. */
  asOf: string;
  size?: 'card' | 'page';
};

/** What a product costs, whether it is still there, and the way to have it; kept fresh while it is looked at. */
export function ProductOffer({ product, asOf, size = 'card' }: ProductOfferProps) {
  const { money } = useWords();
  const standing = useProduct(product, asOf);
  const line: NewLine = {
    kind: 'product',
    ...{ id: product.id, name: product.name, imageUrl: product.imageUrl },
    ...{ price: standing.price, currency: standing.currency },
    ...{ title: null, seller: null, path: shopPaths.shopProduct(product.slug) },
  };
  return (
    <div className="flex flex-col gap-3">
      <p
        className={clsx(
          'flex min-h-6 flex-wrap items-baseline gap-x-4',
          size === 'card' && 'justify-between',
        )}
      >
        <span className={size === 'page' ? 'text-title font-semibold' : 'text-lead'}>
          {money(standing.price, standing.currency)}
        </span>
        <FewLeft standing={standing} />
      </p>
      <AddButton
        line={line}
        standing={standing}
        look={size === 'page' ? 'primary' : 'secondary'}
        className={size === 'page' ? 'w-full sm:w-64' : 'w-full'}
      />
    </div>
  );
}
