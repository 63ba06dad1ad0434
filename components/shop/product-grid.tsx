import { ProductOffer } from './product-offer';
import { ShopCard, ShopGrid } from './shop-card';
import type { ShopProduct } from '@/lib/schemas/shop';
import { shopPaths } from '@/lib/shop-paths';

const MAIN_PICTURES = 3;

export function ProductGrid({
  products,
  asOf,
  level,
}: {
  products: ShopProduct[];
  asOf: string;
  level?: 2 | 3;
}) {
  return (
    <ShopGrid>
      {products.map((product, at) => (
        <ShopCard
          {...(level === undefined ? {} : { level })}
          key={product.id}
          href={shopPaths.shopProduct(product.slug)}
          name={product.name}
          imageUrl={product.imageUrl}
          isMain={at < MAIN_PICTURES}
        >
          <div className="mt-auto">
            <ProductOffer product={product} asOf={asOf} />
          </div>
        </ShopCard>
      ))}
    </ShopGrid>
  );
}
