import type { World } from '../world';
import { keepProducts } from './keep';
import { readById } from './page';
import { readPrice } from './price';

/** What a notice is about. */
type Hint = { id: string; account: string | null };

/** Something was said about a product: it is read again, and kept as it is now, or as deleted. One read. */
export async function lookAtProduct(world: World, { id, account }: Hint): Promise<void> {
  const home = account ?? 'platform';
  await keepProducts(world, home, await readById(world, home, [id]));
}

/** Something was said about a price: it and its product are read again, and kept as they are now. One read. */
export async function lookAtPrice(world: World, { id, account }: Hint): Promise<void> {
  const home = account ?? 'platform';
  const asOf = new Date();
  const { price, product } = await readPrice(world, home, id);
  await keepProducts(world, home, {
    products: product ? [product] : [],
    prices: price ? [price] : [],
    asOf,
  });
}
