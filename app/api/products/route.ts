import { adminDoor } from '@/lib/doors/admin';
import { created } from '@/lib/doors/answers';
import { catalogDoor } from '@/lib/doors/shop';
import { products } from '@/lib/queries/product';
import { newProduct } from '@/lib/schemas/product';

/** What is on sale, for shoppers. */
export const GET = catalogDoor('products');

export const POST = adminDoor(newProduct, async ({ db, body }) => {
  const { data } = await db.from('products').insert(body).select('id').single().throwOnError();
  return created(await products.read(db, String(data.id)));
});
