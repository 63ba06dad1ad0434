import { ProductOffer } from './product-offer';
import { ShopCard, ShopGrid } from './shop-card';
import { shopPaths } from '@/lib/shop-paths';
import type { ShopProduct } from '@/lib/schemas/shop';

const MAIN_PICTURES = 3;

export function ProductGrid({ products, asOf }: { products: ShopProduct[]; asOf: string }) {
  return (
    <ShopGrid>
      {products.map((product, at) => (
        <ShopCard
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
